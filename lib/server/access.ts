import 'server-only'
/** The process's sessions, tokens and password, opened once beside the studio and found by every route. */
import type { Db } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import { createPasswordCheck, type PasswordCheck } from './passwords'
import { createSessions, type Sessions } from './sessions'
import { createStartTokens, type StartTokens } from './start-token'
import { tokenOwner } from './tokens'

export type Access = {
  sessions: Sessions
  startTokens: StartTokens
  tokenOwner(token: string): Promise<string | null>
  /** Null where no password is set: then only the address printed at start signs in. */
  passwords: PasswordCheck | null
}

const slot = Symbol.for('safelight.access')
type Holder = { [slot]?: Access | undefined }

export function openAccess(options: {
  db: Db
  password: string | null
  now?: () => number
  /** Whether other processes let people in by the same rows. */
  isShared?: boolean
}): Access {
  const { db, password, now = Date.now, isShared = false } = options
  const access: Access = {
    sessions: createSessions({ db, password, now }),
    startTokens: createStartTokens({ db, now, isShared }),
    tokenOwner: (token) => tokenOwner(db, token, now()),
    passwords: password === null ? null : createPasswordCheck({ password, now }),
  }
  ;(globalThis as Holder)[slot] = access
  return access
}

/** Throws `unavailable` while the studio is starting. */
export function access(): Access {
  const opened = (globalThis as Holder)[slot]
  if (opened === undefined) throw new StudioError('unavailable', 'The studio is starting.')
  return opened
}
