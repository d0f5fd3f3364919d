import 'server-only'
/** The feed, and what has changed in it. */
import { type ExpressionBuilder, sql } from 'kysely'
import { monthOf } from './frames'
import type { Db, Tables, TaskRow } from './schema'

/**
 * What a feed shows: everything but uploads, which are no work of anybody's. An upload that has been unclear is shown,
 * since a person has to decide about it, and stays, so that what came of the decision can be seen.
 */
function isShown(eb: ExpressionBuilder<Tables, 'task'>) {
  const wasUnclear = eb
    .selectFrom('attempt')
    .select('attempt.id')
    .whereRef('attempt.task_id', '=', 'task.id')
    .where('attempt.unclear_since', 'is not', null)
  return eb.or([eb('task.verb', '<>', 'upload'), eb.exists(wasUnclear)])
}

/** Newest first, born before `before`; without what lies in the trash. */
export async function feedPage(
  db: Db,
  ownerId: string,
  before: number | null,
  limit: number,
): Promise<readonly TaskRow[]> {
  let query = db
    .selectFrom('task')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('trashed_at', 'is', null)
    .where(isShown)
  if (before !== null) query = query.where('place', '<', before)
  return query.orderBy('place', 'desc').limit(limit).execute()
}

/** Tasks of the feed that changed after `after`, in the order of their changes; those that went to the trash too. */
export async function changedTasks(
  db: Db,
  ownerId: string,
  after: number,
  limit: number,
): Promise<readonly TaskRow[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('seq', '>', after)
    .where(isShown)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Tasks of everybody that changed after `after`, in the order of their changes. */
export async function tasksChangedSince(
  db: Db,
  after: number,
  limit: number,
): Promise<readonly TaskRow[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/**
 * The months of finished tasks, an owner's or (null) everybody's, that changed after `after`: by the clock, and as
 * their frames have it. Null where more than `most` tasks have changed.
 */
export async function monthsChangedSince(
  db: Db,
  ownerId: string | null,
  after: number,
  most: number,
): Promise<ReadonlySet<string> | null> {
  const isWanted = ownerId === null ? sql`` : sql`owner_id = ${ownerId} and`
  const { rows } = await sql<{ created_at: number; month: string | null }>`select created_at,
      (select month from frame where frame.task_id = task.id limit 1) as month
    from task where ${isWanted} seq > ${after} and state_name = 'done'
    limit ${most + 1}`.execute(db)
  if (rows.length > most) return null
  return new Set(rows.flatMap((row) => [monthOf(row.created_at), row.month ?? []].flat()))
}

/** How many they are, counted no further than `most`. */
export async function countChangedSince(db: Db, after: number, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from task where seq > ${after} limit ${most}) as counted`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
