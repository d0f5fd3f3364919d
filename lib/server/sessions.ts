import 'server-only'
/**
 * Who is signed in. A session is 256 random bits in a cookie; the database holds only their hash, so that a copy
 * of it signs nobody in. The hash is mixed with the password: changing that ends every session at once.
 */
import { createHash, randomBytes } from 'node:crypto'
import { changeMember, findMember } from '@/lib/db/members'
import type { Db } from '@/lib/db/schema'
import {
  deleteSession,
  deleteSessionsOf,
  deleteStaleSessions,
  findSession,
  insertSession,
  touchSession,
} from '@/lib/db/sessions'
import { StudioError } from '@/lib/mj/errors'
import { note } from './audit'
import { hasJoined, studioOwner } from './member-state'

const day = 24 * 60 * 60_000
export const idleLifeMs = 7 * day
export const absoluteLifeMs = 30 * day
/** A session's last use is written at most this often: reading a page must not cost a commit. */
const touchEveryMs = 10 * 60_000

export type Sessions = {
  /**
   * Starts a session and returns the secret for its cookie. `password` is what was found to be right, as it is kept:
   * throws `unauthorised` where it is another by now, or its member is gone.
   */
  start(ownerId?: string, password?: string): Promise<string>
  /** The same within somebody's transaction. */
  startIn(db: Db, ownerId: string): Promise<string>
  /** The owner of a live session, or null. */
  owner(id: string): Promise<string | null>
  end(id: string): Promise<void>
  endAllOf(db: Db, ownerId: string): Promise<void>
}

export function createSessions(options: {
  db: Db
  password: string | null
  now: () => number
}): Sessions {
  const { db, now } = options
  const hash = (id: string) =>
    createHash('sha256')
      .update(`${options.password ?? ''}\0${id}`)
      .digest('base64url')

  async function startIn(tx: Db, ownerId: string): Promise<string> {
    const id = randomBytes(32).toString('base64url')
    const time = now()
    await deleteStaleSessions(tx, time, time - idleLifeMs)
    await insertSession(tx, {
      id_hash: hash(id),
      owner_id: ownerId,
      created_at: time,
      seen_at: time,
      expires_at: time + absoluteLifeMs,
    })
    await changeMember(tx, ownerId, { seen_at: time })
    await note(tx, time, { kind: 'signed-in', memberId: ownerId })
    return id
  }

  return {
    startIn,
    start: (ownerId = studioOwner, password) =>
      db.transaction().execute(async (tx) => {
        const member = await findMember(tx, ownerId)
        // A hash takes half a second, in which somebody may have been removed.
        const isStill = password === undefined || member?.password === password
        if (member === undefined || !hasJoined(member) || !isStill) {
          throw new StudioError('unauthorised', 'That does not sign in.')
        }
        return startIn(tx, ownerId)
      }),
    async owner(id) {
      if (!/^[\w-]{43}$/.test(id)) return null
      const session = await findSession(db, hash(id))
      const time = now()
      if (session === undefined || time >= session.expires_at) return null
      if (time - session.seen_at >= idleLifeMs) return null
      if (time - session.seen_at >= touchEveryMs) {
        await touchSession(db, session.id_hash, time)
        await changeMember(db, session.owner_id, { seen_at: time })
      }
      return session.owner_id
    },
    async end(id) {
      await deleteSession(db, hash(id))
    },
    endAllOf: deleteSessionsOf,
  }
}

export type SessionCookie = { name: string; secure: boolean }

/**
 * Cookies do not tell ports apart, so the name does. Over https it is bound to this very host (`__Host-`); plain
 * http cannot carry a `Secure` cookie beyond loopback.
 */
export function sessionCookie(origin: string | null, port: number): SessionCookie {
  return origin?.startsWith('https:')
    ? { name: '__Host-safelight', secure: true }
    : { name: `safelight_${port}`, secure: false }
}

/** The value of `Set-Cookie` that signs in; with an empty `id`, the one that signs out. */
export function setCookie(cookie: SessionCookie, id: string): string {
  const seconds = id === '' ? 0 : absoluteLifeMs / 1000
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`
  return `${cookie.name}=${id}; ${flags}${cookie.secure ? '; Secure' : ''}`
}

/** The value of one cookie in a `Cookie` header, or null. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}
