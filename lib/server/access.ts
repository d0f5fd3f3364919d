import 'server-only'
/** The process's sessions, tokens and password, opened once beside the studio and found by every route. */
import type { Db } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import { createMemberDoor, type MemberDoor } from './member-door'
import { createPasswordCheck } from './passwords'
import { createSessions, type Sessions } from './sessions'
import { createStartTokens, type StartTokens } from './start-token'
import { type Bearer, bearerOf } from './tokens'

export type Access = MemberDoor & {
  sessions: Sessions
  startTokens: StartTokens
  /** Whose token it is; null for one that opens nothing. */
  bearer(token: string): Promise<Bearer | null>
  /** False where no password is set for the owner: then only the address printed at start signs them in. */
  hasPassword: boolean
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
  const sessions = createSessions({ db, password, now })
  const startTokens = createStartTokens({ db, now, isShared })
  const passwords = createPasswordCheck({ password, now })
  const access: Access = {
    sessions,
    startTokens,
    bearer: (token) => bearerOf(db, token, now()),
    hasPassword: password !== null,
    ...createMemberDoor({ db, now, passwords, sessions, startTokens }),
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
