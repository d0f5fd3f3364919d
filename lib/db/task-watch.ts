import 'server-only'
/** Tasks that somebody has to look after at their gateway. */
import type { Db, TaskRow } from './schema'

/** Tasks at work at a gateway, and unclear ones whose id is known, that said something since `changedSince`. */
export async function watchedTasks(
  db: Db,
  gatewayId: string,
  changedSince: number,
): Promise<readonly TaskRow[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('gateway_id', '=', gatewayId)
    .where('gateway_task_id', 'is not', null)
    .where('state_name', 'in', ['waiting', 'running', 'unclear'])
    .where('changed_at', '>', changedSince)
    .orderBy('place')
    .execute()
}

/** Tasks that may have been given up too early, worth a place in a list that is fetched anyway. */
export async function healableTasks(
  db: Db,
  gatewayId: string,
  changedSince: number,
  limit: number,
): Promise<readonly TaskRow[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('gateway_id', '=', gatewayId)
    .where('gateway_task_id', 'is not', null)
    .where('state_name', 'in', ['lost', 'failed'])
    .where('changed_at', '>', changedSince)
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
}

/** How long the latest tasks of one kind took, newest first, in milliseconds. */
export async function recentDurations(
  db: Db,
  gatewayId: string,
  kind: string,
  speed: string | null,
): Promise<readonly number[]> {
  let query = db
    .selectFrom('task')
    .select('duration_ms')
    .where('gateway_id', '=', gatewayId)
    .where('kind', '=', kind)
    .where('duration_ms', 'is not', null)
  query = speed === null ? query.where('speed', 'is', null) : query.where('speed', '=', speed)
  const rows = await query.orderBy('place', 'desc').limit(9).execute()
  return rows.flatMap((row) => (row.duration_ms === null ? [] : [row.duration_ms]))
}

/** Where the count of polls goes on after a start. */
export async function highestPoll(db: Db): Promise<number> {
  const row = await db
    .selectFrom('task')
    .select((eb) => eb.fn.max('applied_poll').as('poll'))
    .executeTakeFirst()
  return row?.poll ?? 0
}
