import 'server-only'
/** The secret of an invitation: 128 random bits, of which the database holds only the hash. */
import { createHash, randomBytes } from 'node:crypto'

export const inviteLifeMs = 7 * 24 * 60 * 60_000

/** Told once, in the link; never kept. */
export function mintSecret(): string {
  return randomBytes(16).toString('base64url')
}

export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
