import 'server-only'
import type { Db, SavedSearchRow } from './schema'

/** By name. */
export async function searchesOf(db: Db, ownerId: string): Promise<readonly SavedSearchRow[]> {
  return db
    .selectFrom('saved_search')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('name')
    .execute()
}

/** The same name again is another search under it. */
export async function putSearch(db: Db, search: SavedSearchRow): Promise<SavedSearchRow> {
  return db
    .insertInto('saved_search')
    .values(search)
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'name']).doUpdateSet({ query: search.query }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** False where the owner has no such search. */
export async function deleteSearch(db: Db, ownerId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('saved_search')
    .where('owner_id', '=', ownerId)
    .where('id', '=', id)
    .returning('id')
    .execute()
  return gone.length > 0
}
