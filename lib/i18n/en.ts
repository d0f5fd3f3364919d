/**
 * Every word a person reads, in English: the type all other languages must satisfy. One file per noun; ICU
 * syntax (https://unicode-org.github.io/icu/userguide/format_parse/messages/), numbers always `{n, number}`.
 */
import { actions } from './en/actions'
import { audit } from './en/audit'
import { compare } from './en/compare'
import { composer } from './en/composer'
import { desk } from './en/desk'
import { doctor } from './en/doctor'
import { errors } from './en/errors'
import { exchange } from './en/exchange'
import { feed } from './en/feed'
import { intake } from './en/intake'
import { library } from './en/library'
import { people } from './en/people'
import { region } from './en/region'
import { settings } from './en/settings'
import { shell } from './en/shell'
import { signIn } from './en/sign-in'
import { storage } from './en/storage'
import { task } from './en/task'
import { time } from './en/time'

export const en = {
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
} as const

export type Messages = typeof en

/** Most pages have nothing to do with these, so they travel with the one that has. */
export type SettingsMessages = Pick<
  Messages,
  'settings' | 'audit' | 'doctor' | 'exchange' | 'people' | 'storage'
>
export type LibraryMessages = Pick<Messages, 'library' | 'compare'>
export type SharedMessages = Omit<Messages, keyof SettingsMessages | keyof LibraryMessages>
