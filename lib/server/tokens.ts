import 'server-only'
/** Studio tokens: what other tools show in place of a session. Shown once when made, kept as a hash. */
import { createHash, randomBytes } from 'node:crypto'
import { randomId } from '@/lib/db/ids'
import type { Db } from '@/lib/db/schema'
import { findToken, insertToken, touchToken } from '@/lib/db/tokens'
import { studioOwner } from './sessions'

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

const touchEveryMs = 10 * 60_000

/** Makes a token of 256 random bits. The text is returned here and can never be read again. */
export async function createToken(
  db: Db,
  name: string,
  now: number,
): Promise<{ id: string; token: string }> {
  const token = `sl-${randomBytes(32).toString('base64url')}`
  const id = randomId()
  await insertToken(db, {
    id,
    name,
    hash: hash(token),
    owner_id: studioOwner,
    created_at: now,
    last_used_at: null,
    revoked_at: null,
  })
  return { id, token }
}

/** Whose token this is, or null for one that is unknown or revoked. */
export async function tokenOwner(db: Db, token: string, now: number): Promise<string | null> {
  if (!token.startsWith('sl-') || token.length > 64) return null
  const row = await findToken(db, hash(token))
  if (row === undefined) return null
  if (now - (row.last_used_at ?? 0) >= touchEveryMs) await touchToken(db, row.id, now)
  return row.owner_id
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
