import type { Messages } from './en'
import type { Translation } from './translation'
import { actions } from './zh/actions'
import { audit } from './zh/audit'
import { compare } from './zh/compare'
import { composer } from './zh/composer'
import { desk } from './zh/desk'
import { doctor } from './zh/doctor'
import { errors } from './zh/errors'
import { exchange } from './zh/exchange'
import { feed } from './zh/feed'
import { intake } from './zh/intake'
import { library } from './zh/library'
import { people } from './zh/people'
import { region } from './zh/region'
import { settings } from './zh/settings'
import { shell } from './zh/shell'
import { signIn } from './zh/sign-in'
import { storage } from './zh/storage'
import { task } from './zh/task'
import { time } from './zh/time'

export const zh = {
  actions,
  audit,
  compare,
  composer,
  desk,
  doctor,
  errors,
  exchange,
  feed,
  intake,
  library,
  people,
  region,
  settings,
  shell,
  signIn,
  storage,
  task,
  time,
} satisfies Translation<Messages>
