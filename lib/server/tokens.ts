import 'server-only'
/** Studio tokens: what other tools show in place of a session. Shown once when made, kept as a hash. */
import { createHash, randomBytes } from 'node:crypto'
import { randomId } from '@/lib/db/ids'
import { changeMember } from '@/lib/db/members'
import type { Db } from '@/lib/db/schema'
import { findToken, insertToken, revokeToken, touchToken } from '@/lib/db/tokens'
import { note } from './audit'
import { studioOwner } from './member-state'

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

const touchEveryMs = 10 * 60_000

/**
 * Makes a token of 256 random bits. The text is returned here and can never be read again. Call it in a transaction:
 * the audit tells of it.
 */
export async function createToken(
  db: Db,
  name: string,
  now: number,
  ownerId = studioOwner,
): Promise<{ id: string; token: string }> {
  const token = `sl-${randomBytes(32).toString('base64url')}`
  const id = randomId()
  await insertToken(db, {
    id,
    name,
    hash: hash(token),
    owner_id: ownerId,
    created_at: now,
    last_used_at: null,
    revoked_at: null,
  })
  await note(db, now, { kind: 'token-made', memberId: ownerId, detail: name })
  return { id, token }
}

/** Ends a token, on the word of a member. False when it had ended before. In a transaction, as `createToken`. */
export async function endToken(
  db: Db,
  { id, name }: { id: string; name: string },
  now: number,
  memberId = studioOwner,
): Promise<boolean> {
  if (!(await revokeToken(db, id, now))) return false
  await note(db, now, { kind: 'token-revoked', memberId, detail: name })
  return true
}

/** Whose token it is, and which. */
export type Bearer = { ownerId: string; token: { id: string; name: string } }

/** Null for a token that is unknown or revoked. */
export async function bearerOf(db: Db, token: string, now: number): Promise<Bearer | null> {
  if (!token.startsWith('sl-') || token.length > 64) return null
  const row = await findToken(db, hash(token))
  if (row === undefined) return null
  if (now - (row.last_used_at ?? 0) >= touchEveryMs) {
    await touchToken(db, row.id, now)
    await changeMember(db, row.owner_id, { seen_at: now })
  }
  return { ownerId: row.owner_id, token: { id: row.id, name: row.name } }
}

/**
 * The token a request shows, or null. `mj-api-secret` goes first: clients that speak to a chat API as well put
 * that one's key into `Authorization` of every request. `Bearer` is optional, as in trueai (gateways.md 1.4).
 */
export function presentedToken(headers: Headers): string | null {
  const secret = headers.get('mj-api-secret')?.trim() ?? ''
  if (secret !== '') return secret
  const authorization = headers.get('authorization')?.trim() ?? ''
  const token = authorization.replace(/^bearer\s+/i, '')
  return token === '' ? null : token
}
