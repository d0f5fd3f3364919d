import type { Messages } from './en'
import type { Translation } from './translation'
import { actions } from './zh/actions'
import { composer } from './zh/composer'
import { errors } from './zh/errors'
import { feed } from './zh/feed'
import { shell } from './zh/shell'
import { signIn } from './zh/sign-in'
import { task } from './zh/task'
import { time } from './zh/time'

export const zh = {
  actions,
  composer,
  errors,
  feed,
  shell,
  signIn,
  task,
  time,
} satisfies Translation<Messages>
