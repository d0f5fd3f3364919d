import 'server-only'
/** How much is kept, counted from the rows. */
import { lastCensus } from './proofs'
import type { Db, TaskRow } from './schema'
import { isKept } from './task-archive'

type KeptTable = 'picture' | 'video' | 'reference'

async function sumOf(
  db: Db,
  table: KeptTable,
  since: number,
): Promise<{ count: number; bytes: number }> {
  const row = await db
    .selectFrom(table)
    .select((of) => [of.fn.countAll().as('count'), of.fn.sum('size_bytes').as('bytes')])
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), bytes: Number(row.bytes ?? 0) }
}

export async function countKept(
  db: Db,
): Promise<{ pictures: number; films: number; references: number }> {
  const [pictures, films, references] = await Promise.all([
    sumOf(db, 'picture', -1),
    sumOf(db, 'video', -1),
    sumOf(db, 'reference', -1),
  ])
  return { pictures: pictures.count, films: films.count, references: references.count }
}

/** By the latest listing of the store, and what has come since; by the rows alone before the first listing. */
export async function usedBytes(db: Db): Promise<number> {
  const census = await lastCensus(db)
  const since = census?.takenAt ?? -1
  const sums = await Promise.all([
    sumOf(db, 'picture', since),
    sumOf(db, 'video', since),
    sumOf(db, 'reference', since),
  ])
  return sums.reduce((sum, { bytes }) => sum + bytes, census?.counts.bytes ?? 0)
}

export async function countKeeping(db: Db): Promise<number> {
  const row = await db
    .selectFrom('task')
    .select((of) => of.fn.countAll().as('count'))
    .where('archive_next_at', 'is not', null)
    // What is kept and due has but some of its smaller sizes to come.
    .where((of) => of.not(isKept))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export type GoneRow = Pick<
  TaskRow,
  'id' | 'prompt' | 'state_json' | 'gateway_id' | 'gateway_task_id'
>

/** Finished tasks whose results were given up, newest first. */
export async function goneTasks(
  db: Db,
  ownerId: string,
  limit: number,
): Promise<readonly GoneRow[]> {
  return db
    .selectFrom('task')
    .select(['id', 'prompt', 'state_json', 'gateway_id', 'gateway_task_id'])
    .where('owner_id', '=', ownerId)
    .where('state_name', '=', 'done')
    .where('state_json', 'like', '%"archive":"gone"%')
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
}
