import 'server-only'
import type { CollectionRow, Db } from './schema'

/** By name. */
export async function collectionsOf(db: Db, ownerId: string): Promise<readonly CollectionRow[]> {
  return db
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('name')
    .execute()
}
