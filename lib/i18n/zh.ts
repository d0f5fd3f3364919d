import type { Messages } from './en'
import type { Translation } from './translation'
import { actions } from './zh/actions'
import { composer } from './zh/composer'
import { desk } from './zh/desk'
import { doctor } from './zh/doctor'
import { errors } from './zh/errors'
import { feed } from './zh/feed'
import { intake } from './zh/intake'
import { region } from './zh/region'
import { settings } from './zh/settings'
import { shell } from './zh/shell'
import { signIn } from './zh/sign-in'
import { storage } from './zh/storage'
import { task } from './zh/task'
import { time } from './zh/time'

export const zh = {
  actions,
  composer,
  desk,
  doctor,
  errors,
  feed,
  intake,
  region,
  settings,
  shell,
  signIn,
  storage,
  task,
  time,
} satisfies Translation<Messages>
