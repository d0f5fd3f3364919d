import 'server-only'
/** Collections: frames by hand, in an order of their own. A frame in the trash keeps its place in them. */
import { type ExpressionBuilder, sql } from 'kysely'
import { inChunks, rowsInChunks } from './chunks'
import type { CollectionRow, Db, FrameRow, Tables } from './schema'
import type { CollectionFrameTable, FrameTable } from './tables/library'

/** By name. */
export async function collectionsOf(db: Db, ownerId: string): Promise<readonly CollectionRow[]> {
  return db
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('name')
    .execute()
}

/** Undefined where it is nobody’s, and where it is another’s. */
export async function findCollectionOf(
  db: Db,
  ownerId: string,
  id: string,
): Promise<CollectionRow | undefined> {
  return db
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertCollection(db: Db, collection: CollectionRow): Promise<void> {
  await db.insertInto('collection').values(collection).execute()
}

export async function nameCollection(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable('collection').set({ name }).where('id', '=', id).execute()
}

export async function deleteCollection(db: Db, id: string): Promise<void> {
  await db.deleteFrom('collection_frame').where('collection_id', '=', id).execute()
  await db.deleteFrom('collection').where('id', '=', id).execute()
}

/** How many frames of each collection its owner sees: not in the trash, and another's only while it is shared. */
export async function countsOfCollections(
  db: Db,
  ownerId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('collection_frame as c')
    .innerJoin('collection', 'collection.id', 'c.collection_id')
    .innerJoin('frame as f', 'f.id', 'c.frame_id')
    .select((eb) => ['c.collection_id as id', eb.fn.countAll().as('count')])
    .where('collection.owner_id', '=', ownerId)
    .where('f.trashed_at', 'is', null)
    .where((eb) => isSeen(eb, ownerId))
    .groupBy('c.collection_id')
    .execute()
  return new Map(rows.map(({ id, count }) => [id, Number(count)]))
}

function isSeen(eb: ExpressionBuilder<Tables & { f: FrameTable }, 'f'>, ownerId: string) {
  return eb.or([eb('f.owner_id', '=', ownerId), eb('f.shared_at', 'is not', null)])
}

/** The first frames of a collection that its owner sees. */
export async function coverOfCollection(
  db: Db,
  { id, owner_id }: Pick<CollectionRow, 'id' | 'owner_id'>,
  most: number,
): Promise<readonly FrameRow[]> {
  return db
    .selectFrom('collection_frame as c')
    .innerJoin('frame as f', 'f.id', 'c.frame_id')
    .selectAll('f')
    .where('c.collection_id', '=', id)
    .where('f.trashed_at', 'is', null)
    .where((eb) => isSeen(eb, owner_id))
    .orderBy('c.rank')
    .limit(most)
    .execute()
}

/** Those of some frames that are in the collection. */
export async function collectedAmong(
  db: Db,
  id: string,
  frameIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rowsInChunks(frameIds, (some) =>
    db
      .selectFrom('collection_frame')
      .select('frame_id')
      .where('collection_id', '=', id)
      .where('frame_id', 'in', some)
      .execute(),
  )
  return new Set(found.map((row) => row.frame_id))
}

export async function insertCollected(
  db: Db,
  rows: readonly CollectionFrameTable[],
): Promise<void> {
  for (const some of inChunks(rows)) {
    await db
      .insertInto('collection_frame')
      .values([...some])
      .execute()
  }
}

export async function deleteCollected(
  db: Db,
  id: string,
  frameIds: readonly string[],
): Promise<void> {
  for (const some of inChunks(frameIds)) {
    await db
      .deleteFrom('collection_frame')
      .where('collection_id', '=', id)
      .where('frame_id', 'in', some)
      .execute()
  }
}

/** The frames of a collection with their ranks, in their order. */
export async function ranksOf(
  db: Db,
  id: string,
): Promise<readonly Pick<CollectionFrameTable, 'frame_id' | 'rank'>[]> {
  return db
    .selectFrom('collection_frame')
    .select(['frame_id', 'rank'])
    .where('collection_id', '=', id)
    .orderBy('rank')
    .orderBy('frame_id')
    .execute()
}

/** Null in an empty collection. */
export async function lastRankOf(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('collection_frame')
    .select('rank')
    .where('collection_id', '=', id)
    .orderBy('rank', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.rank ?? null
}

/** Gives frames of a collection other places; any that are not in it are passed over. */
export async function rankFrames(
  db: Db,
  id: string,
  ranks: readonly Pick<CollectionFrameTable, 'frame_id' | 'rank'>[],
): Promise<void> {
  for (const { frame_id, rank } of ranks) {
    await db
      .updateTable('collection_frame')
      .set({ rank })
      .where('collection_id', '=', id)
      .where('frame_id', '=', frame_id)
      .execute()
  }
}

/** Whoever else arranges or fills this collection waits for the end of the transaction. */
export async function lockCollection(db: Db, id: string): Promise<void> {
  await sql`update collection set name = name where id = ${id}`.execute(db)
}
