import 'server-only'
/**
 * The one-time token in the address that a start prints. It lives in memory only (its hash, on `globalThis`,
 * because server.ts mints it and a route of Next's own module graph takes it): a restart makes a new one.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const startTokenLifeMs = 10 * 60_000

const slot = Symbol.for('safelight.start-token')
type Minted = { hash: Buffer; expiresAt: number }
type Holder = { [slot]?: Minted | undefined }

const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** A new token of 128 bits; the one before it ends. */
export function mintStartToken(now: number): string {
  const token = randomBytes(16).toString('base64url')
  ;(globalThis as Holder)[slot] = { hash: sha256(token), expiresAt: now + startTokenLifeMs }
  return token
}

/** True exactly once for the token of this start, within ten minutes. */
export function takeStartToken(token: string, now: number): boolean {
  const holder = globalThis as Holder
  const minted = holder[slot]
  if (minted === undefined || now >= minted.expiresAt) return false
  if (!timingSafeEqual(minted.hash, sha256(token))) return false
  holder[slot] = undefined
  return true
}
