import 'server-only'
import type { Db, TokenRow } from './schema'

export async function insertToken(db: Db, token: TokenRow): Promise<void> {
  await db.insertInto('token').values(token).execute()
}

/** The token with this hash, unless it has been revoked. */
export async function findToken(db: Db, hash: string): Promise<TokenRow | undefined> {
  return db
    .selectFrom('token')
    .selectAll()
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

/** Oldest first, revoked ones included. */
export async function listTokens(db: Db): Promise<readonly TokenRow[]> {
  return db.selectFrom('token').selectAll().orderBy('created_at').orderBy('id').execute()
}

export async function touchToken(db: Db, id: string, usedAt: number): Promise<void> {
  await db.updateTable('token').set({ last_used_at: usedAt }).where('id', '=', id).execute()
}

/** False when there is no such token or it was revoked before. */
export async function revokeToken(db: Db, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('token')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
