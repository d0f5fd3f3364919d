import 'server-only'
/** What exports and imports ask of the rows and nobody else does: whole libraries, a page at a time. */
import type { ExpressionBuilder } from 'kysely'
import { rowsInChunks } from './chunks'
import type {
  CollectionRow,
  Db,
  FrameRow,
  ReferenceRow,
  SavedSearchRow,
  Tables,
  TaskRow,
} from './schema'
import type { CollectionFrameTable } from './tables/library'
import { isReadable } from './task-sharing'

/** Tasks of which nothing more is to come. What still runs cannot be carried to another studio. */
function isAtRest(eb: ExpressionBuilder<Tables, 'task'>) {
  return eb.and([
    eb('task.state_name', 'in', ['done', 'failed', 'refused', 'cancelled', 'not-sent', 'lost']),
    eb('task.state_json', 'not like', '%"keeping"%'),
  ])
}

/** Every task of an owner that is at rest, by birth. Uploads are nobody's work. */
export async function tasksAtRest(db: Db, ownerId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('task')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('verb', '<>', 'upload')
    .where(isAtRest)
    .orderBy('place')
    .execute()
  return rows.map((row) => row.id)
}

/** Tasks of an owner that an export leaves out because they are not at rest. */
export async function countUnderWay(db: Db, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .where('verb', '<>', 'upload')
    .where((eb) => eb.not(isAtRest(eb)))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Of these tasks, an owner's or shared with them, the ones at rest, by birth. */
export async function restingAmong(
  db: Db,
  ownerId: string,
  taskIds: readonly string[],
): Promise<readonly TaskRow[]> {
  const rows = await rowsInChunks(taskIds, (some) =>
    db.selectFrom('task').selectAll().where('id', 'in', some).where(isAtRest).execute(),
  )
  return rows.filter((row) => isReadable(row, ownerId)).toSorted((a, b) => a.place - b.place)
}

/** The trashed ones too; within a task in the order of the wall. */
export async function framesOf(db: Db, taskIds: readonly string[]): Promise<readonly FrameRow[]> {
  return rowsInChunks(taskIds, (some) =>
    db.selectFrom('frame').selectAll().where('task_id', 'in', some).orderBy('n').execute(),
  )
}

/** The events of some tasks, in the order in which they happened. */
export async function historiesOf(
  db: Db,
  taskIds: readonly string[],
): Promise<readonly Tables['event'][]> {
  return rowsInChunks(taskIds, (some) =>
    db.selectFrom('event').selectAll().where('task_id', 'in', some).orderBy('n').execute(),
  )
}

/** Requests of some tasks that went along with a mask, oldest first. */
export async function maskedRequests(
  db: Db,
  taskIds: readonly string[],
): Promise<readonly { task_id: string; request_json: string }[]> {
  return rowsInChunks(taskIds, (some) =>
    db
      .selectFrom('intent')
      .select(['task_id', 'request_json'])
      .where('task_id', 'in', some)
      .where('request_json', 'like', '%"maskBase64"%')
      .orderBy('created_at')
      .execute(),
  )
}

export async function allReferences(db: Db, ownerId: string): Promise<readonly ReferenceRow[]> {
  return db
    .selectFrom('reference')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('created_at')
    .orderBy('sha256')
    .execute()
}

export async function allCollections(db: Db, ownerId: string): Promise<readonly CollectionRow[]> {
  return db
    .selectFrom('collection')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** The frames of a collection in its order. */
export async function framesInCollection(
  db: Db,
  collectionId: string,
): Promise<readonly CollectionFrameTable[]> {
  return db
    .selectFrom('collection_frame')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .orderBy('rank')
    .orderBy('frame_id')
    .execute()
}

export async function allSearches(db: Db, ownerId: string): Promise<readonly SavedSearchRow[]> {
  return db
    .selectFrom('saved_search')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Ids of tasks, of any owner, that are taken. */
export async function takenTasks(
  db: Db,
  ids: readonly string[],
): Promise<readonly Pick<TaskRow, 'id' | 'owner_id' | 'created_at' | 'verb'>[]> {
  return rowsInChunks(ids, (some) =>
    db
      .selectFrom('task')
      .select(['id', 'owner_id', 'created_at', 'verb'])
      .where('id', 'in', some)
      .execute(),
  )
}

/** Of these ids, the ones that pictures or films of anybody have. */
export async function takenMedia(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const taken = await rowsInChunks(ids, async (some) => {
    const pictures = await db.selectFrom('picture').select('id').where('id', 'in', some).execute()
    const films = await db.selectFrom('video').select('id').where('id', 'in', some).execute()
    return [...pictures, ...films]
  })
  return new Set(taken.map((row) => row.id))
}

/** A reference that has just been kept gets the times that it had where it comes from. */
export async function dateReference(
  db: Db,
  ownerId: string,
  sha256: string,
  times: { createdAt: number; usedAt: number },
): Promise<void> {
  await db
    .updateTable('reference')
    .set({ created_at: times.createdAt, used_at: times.usedAt })
    .where('owner_id', '=', ownerId)
    .where('sha256', '=', sha256)
    .execute()
}

/** The history of a task that has none here. */
export async function insertHistory(
  db: Db,
  taskId: string,
  events: readonly { at: number; kind: string; detail: string }[],
): Promise<void> {
  if (events.length === 0) return
  await db
    .insertInto('event')
    .values(events.map((event, at) => ({ task_id: taskId, n: at + 1, ...event })))
    .execute()
}

/** The ids of a task's ancestors, nearest first; ends where it would go in a circle. */
export async function ancestorsOf(db: Db, taskId: string): Promise<readonly string[]> {
  const found: string[] = []
  for (let id: string | null = taskId; id !== null;) {
    const row: { parent_id: string | null } | undefined = await db
      .selectFrom('task')
      .select('parent_id')
      .where('id', '=', id)
      .executeTakeFirst()
    id = row?.parent_id ?? null
    if (id === null || found.includes(id)) break
    found.push(id)
  }
  return found
}

/** Whether a collection, or a saved search, of anybody has this id. */
export async function isIdTaken(
  db: Db,
  table: 'collection' | 'saved_search',
  id: string,
): Promise<boolean> {
  const row = await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}
