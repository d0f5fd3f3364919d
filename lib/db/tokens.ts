import 'server-only'
import type { Db, TokenRow } from './schema'

export async function insertToken(db: Db, token: TokenRow): Promise<void> {
  await db.insertInto('token').values(token).execute()
}

/** The token with this hash, unless it has been revoked or its owner is no longer there. */
export async function findToken(db: Db, hash: string): Promise<TokenRow | undefined> {
  return db
    .selectFrom('token')
    .innerJoin('member', 'member.id', 'token.owner_id')
    .selectAll('token')
    .where('token.hash', '=', hash)
    .where('token.revoked_at', 'is', null)
    .where('member.removed_at', 'is', null)
    .executeTakeFirst()
}

/** Oldest first, revoked ones included. */
export async function listTokens(db: Db): Promise<readonly TokenRow[]> {
  return db.selectFrom('token').selectAll().orderBy('created_at').orderBy('id').execute()
}

/** Without what it is known by. */
export type NamedToken = Omit<TokenRow, 'hash'> & { owner_name: string | null }

function namedToken(db: Db) {
  return db
    .selectFrom('token')
    .leftJoin('member', 'member.id', 'token.owner_id')
    .select([
      'token.id',
      'token.name',
      'token.owner_id',
      'token.created_at',
      'token.last_used_at',
      'token.revoked_at',
      'member.name as owner_name',
    ])
}

/** Newest first; of everybody where `ownerId` is null. */
export async function namedTokens(db: Db, ownerId: string | null): Promise<readonly NamedToken[]> {
  let query = namedToken(db).orderBy('token.created_at', 'desc').orderBy('token.id').limit(1000)
  if (ownerId !== null) query = query.where('token.owner_id', '=', ownerId)
  return query.execute()
}

export async function findNamedToken(db: Db, id: string): Promise<NamedToken | undefined> {
  return namedToken(db).where('token.id', '=', id).executeTakeFirst()
}

export async function countLiveTokens(db: Db, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('token')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
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

export async function revokeTokensOf(db: Db, ownerId: string, at: number): Promise<void> {
  await db
    .updateTable('token')
    .set({ revoked_at: at })
    .where('owner_id', '=', ownerId)
    .where('revoked_at', 'is', null)
    .execute()
}
