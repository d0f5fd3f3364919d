import 'server-only'
/** Tasks. Whatever changes a task goes through `changeTask`, which is what moves it in the sequence. */
import type { TaskState } from '@/lib/mj/task'
import { sql } from 'kysely'
import { inChunks } from './chunks'
import type { Db, TaskChange, TaskRow } from './schema'
import { nextSeq, nextSeqs } from './sequence'

export type NewTask = Omit<TaskRow, 'seq' | 'place'>

/** Call inside a transaction. The parent is touched: it has a new child to show. */
export async function insertTask(db: Db, task: NewTask): Promise<TaskRow> {
  const seq = await nextSeq(db)
  const row = { ...task, seq, place: seq }
  await db.insertInto('task').values(row).execute()
  if (row.parent_id !== null) await changeTask(db, row.parent_id, {})
  return row
}

/** Call inside a transaction. An empty change is a touch: the task is told anew to whoever watches. */
export async function changeTask(db: Db, id: string, change: TaskChange): Promise<TaskRow> {
  const seq = await nextSeq(db)
  return db
    .updateTable('task')
    .set({ ...change, seq })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Call inside a transaction. Tells tasks anew to whoever watches, in the order of their places. */
export async function touchTasks(db: Db, ids: readonly string[]): Promise<void> {
  for (const some of inChunks(ids)) {
    const first = await nextSeqs(db, some.length)
    await sql`update task set seq = ${first} + numbered.n from (
        select id as task_id, row_number() over (order by place) - 1 as n
        from task where id in (${sql.join(some)})) as numbered
      where id = numbered.task_id`.execute(db)
  }
}

/** Says since when tasks without frames lie in the trash. */
export async function trashTaskRows(
  db: Db,
  ids: readonly string[],
  trashedAt: number | null,
): Promise<void> {
  for (const some of inChunks(ids)) {
    await db.updateTable('task').set({ trashed_at: trashedAt }).where('id', 'in', some).execute()
  }
}

/** Moves a task to a state; its parent is touched when the state's name is another, since it shows the name. */
export async function moveTask(
  db: Db,
  task: Pick<TaskRow, 'id' | 'parent_id' | 'state_name'>,
  state: TaskState,
  change: TaskChange = {},
): Promise<TaskRow> {
  const row = await changeTask(db, task.id, {
    ...change,
    state_name: state.name,
    state_json: JSON.stringify(state),
  })
  if (task.parent_id !== null && task.state_name !== state.name) {
    await changeTask(db, task.parent_id, {})
  }
  return row
}

/** Bookkeeping that no screen shows: leaves the sequence alone. */
export async function noteTask(db: Db, id: string, change: TaskChange): Promise<void> {
  await db.updateTable('task').set(change).where('id', '=', id).execute()
}

export async function readTask(db: Db, id: string): Promise<TaskRow> {
  return db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function findTask(db: Db, id: string): Promise<TaskRow | undefined> {
  return db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Undefined for another’s, as for one that never was. */
export async function findTaskOf(
  db: Db,
  ownerId: string,
  id: string,
): Promise<TaskRow | undefined> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst()
}

export async function findTaskByGatewayId(
  db: Db,
  gatewayId: string,
  gatewayTaskId: string,
): Promise<TaskRow | undefined> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('gateway_id', '=', gatewayId)
    .where('gateway_task_id', '=', gatewayTaskId)
    .executeTakeFirst()
}

/** Whosever they are. */
export async function tasksNamed(db: Db, ids: readonly string[]): Promise<readonly TaskRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('task').selectAll().where('id', 'in', ids).execute()
}
