import 'server-only'
/**
 * The one-time token in the address that a start prints. Its hash is a row, since where several processes share a
 * database a person may be led to another one than the one that printed it.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@/lib/db/schema'
import { deleteStartTokens, insertStartToken, takeStartTokenRow } from '@/lib/db/start-tokens'

export const startTokenLifeMs = 10 * 60_000

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

export type StartTokens = {
  /** A new token of 128 bits. Alone on the database, it ends the one before. */
  mint(): Promise<string>
  /** True exactly once for each token, within ten minutes. */
  take(token: string): Promise<boolean>
}

export function createStartTokens(options: {
  db: Db
  now: () => number
  isShared: boolean
}): StartTokens {
  const { db, now, isShared } = options
  return {
    async mint() {
      const token = randomBytes(16).toString('base64url')
      const expiresAt = now() + startTokenLifeMs
      await deleteStartTokens(db, isShared ? now() : Number.MAX_SAFE_INTEGER)
      await insertStartToken(db, { hash: sha256(token), expires_at: expiresAt })
      return token
    },
    async take(token) {
      const minted = await takeStartTokenRow(db, sha256(token))
      return minted !== undefined && now() < minted.expires_at
    },
  }
}
