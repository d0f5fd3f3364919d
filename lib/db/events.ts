import 'server-only'
import type { Db } from './schema'

/** Appends to a task's history. `detail` must be fit for a bug report: no prompt, no address, no key. */
export async function insertEvent(
  db: Db,
  taskId: string,
  event: { at: number; kind: string; detail: string },
): Promise<void> {
  const { n } = await db
    .selectFrom('event')
    .select((eb) => eb.fn.coalesce(eb.fn.max('n'), eb.lit(0)).as('n'))
    .where('task_id', '=', taskId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('event')
    .values({ task_id: taskId, n: Number(n) + 1, ...event, detail: event.detail.slice(0, 300) })
    .execute()
}

export async function eventsOf(
  db: Db,
  taskId: string,
): Promise<readonly { at: number; kind: string; detail: string }[]> {
  return db
    .selectFrom('event')
    .select(['at', 'kind', 'detail'])
    .where('task_id', '=', taskId)
    .orderBy('n')
    .limit(500)
    .execute()
}
