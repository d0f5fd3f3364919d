import 'server-only'
/** Tasks. Whatever changes a task goes through `changeTask`, which is what moves it in the sequence. */
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { TaskState, TaskStateName } from '@/lib/mj/task'
import { inChunks } from './chunks'
import { monthOf } from './frames'
import { removedGateways } from './gateways'
import type { Db, Tables, TaskChange, TaskRow } from './schema'
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

/** Says since when tasks are shared. Answers those that were of the other opinion. */
export async function setShared(
  db: Db,
  ids: readonly string[],
  sharedAt: number | null,
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const some of inChunks(ids)) {
    const rows = await db
      .updateTable('task')
      .set({ shared_at: sharedAt })
      .where('id', 'in', some)
      .where('shared_at', sharedAt === null ? 'is not' : 'is', null)
      .returning('id')
      .execute()
    changed.push(...rows.map((row) => row.id))
  }
  return changed
}

/** Those of some tasks that are shared, in the trash or not. */
export async function sharedAmong(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const some of inChunks(ids)) {
    const rows = await db
      .selectFrom('task')
      .select('id')
      .where('id', 'in', some)
      .where('shared_at', 'is not', null)
      .execute()
    found.push(...rows.map((row) => row.id))
  }
  return found
}

/** Parents and children of some tasks that are shared. */
export async function relativesShared(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const some of inChunks(ids)) {
    const rows = await db
      .selectFrom('task')
      .select('id')
      .where('shared_at', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('parent_id', 'in', some),
          eb(
            'id',
            'in',
            eb.selectFrom('task as child').select('child.parent_id').where('child.id', 'in', some),
          ),
        ]),
      )
      .execute()
    for (const { id } of rows) found.add(id)
  }
  return [...found]
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

/** Who sees a task: its owner, and everybody while it is shared and not thrown away. */
export function isReadable(
  row: Pick<TaskRow, 'owner_id' | 'shared_at' | 'trashed_at'>,
  ownerId: string,
): boolean {
  return row.owner_id === ownerId || isSharedNow(row)
}

export function isSharedNow(row: Pick<TaskRow, 'shared_at' | 'trashed_at'>): boolean {
  return row.shared_at !== null && row.trashed_at === null
}

/** As `findTaskOf`, and what others share. */
export async function findReadableTask(
  db: Db,
  ownerId: string,
  id: string,
): Promise<TaskRow | undefined> {
  const row = await findTask(db, id)
  return row !== undefined && isReadable(row, ownerId) ? row : undefined
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

/** The owner is looked at afterwards: an engine without statistics would rather read all that the owner has. */
export async function tasksOf(
  db: Db,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly TaskRow[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('task').selectAll().where('id', 'in', ids).execute()
  return rows.filter((row) => row.owner_id === ownerId)
}

/** As `tasksOf`, and what others share. */
export async function readableTasks(
  db: Db,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly TaskRow[]> {
  return (await tasksNamed(db, ids)).filter((row) => isReadable(row, ownerId))
}

/** Whosever they are. */
export async function tasksNamed(db: Db, ids: readonly string[]): Promise<readonly TaskRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('task').selectAll().where('id', 'in', ids).execute()
}

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

/** What came of a task, as far as somebody may know of it. */
export type ChildRow = Pick<
  TaskRow,
  'id' | 'parent_id' | 'parent_custom_id' | 'state_name' | 'owner_id' | 'shared_at' | 'trashed_at'
>

/** What was done to these parents, by whomever, oldest first. */
export async function childrenOf(
  db: Db,
  parentIds: readonly string[],
): Promise<readonly ChildRow[]> {
  if (parentIds.length === 0) return []
  return db
    .selectFrom('task')
    .select([
      'id',
      'parent_id',
      'parent_custom_id',
      'state_name',
      'owner_id',
      'shared_at',
      'trashed_at',
    ])
    .where('parent_id', 'in', parentIds)
    .orderBy('place')
    .execute()
}

const unfinished: readonly TaskStateName[] = [
  'queued',
  'sending',
  'waiting',
  'window',
  'running',
  'unclear',
]

/** The child that the very same press started and that has not come to an end yet. */
export async function findUnfinishedTwin(
  db: Db,
  ownerId: string,
  parentId: string,
  requestHash: string,
): Promise<TaskRow | undefined> {
  return db
    .selectFrom('task')
    .innerJoin('intent', 'intent.task_id', 'task.id')
    .selectAll('task')
    .where('task.owner_id', '=', ownerId)
    .where('task.parent_id', '=', parentId)
    .where('intent.request_hash', '=', requestHash)
    .where('task.state_name', 'in', unfinished)
    .orderBy('task.place')
    .executeTakeFirst()
}

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

export async function highestPoll(db: Db): Promise<number> {
  const row = await db
    .selectFrom('task')
    .select((eb) => eb.fn.max('applied_poll').as('poll'))
    .executeTakeFirst()
  return row?.poll ?? 0
}

/**
 * Finished tasks whose pictures are due to be fetched. Among several processes: those that no other is at work on, of
 * gateways that we know or that somebody has removed.
 */
export async function tasksToArchive(
  db: Db,
  now: number,
  limit: number,
  among: { gatewayIds: readonly string[]; time: RawBuilder<number> } | null,
): Promise<readonly TaskRow[]> {
  let query = db.selectFrom('task').selectAll().where('archive_next_at', '<=', now)
  if (among !== null) {
    const { gatewayIds, time } = among
    query = query
      .where((eb) =>
        eb.or([eb('gateway_id', 'in', gatewayIds), eb('gateway_id', 'in', removedGateways(db))]),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('lease')
              .select('lease.name')
              .where('lease.name', '=', sql<string>`${archiveLeases} || ${eb.ref('task.id')}`)
              .where('lease.until', '>', time),
          ),
        ),
      )
  }
  return query.orderBy('archive_next_at').limit(limit).execute()
}

/** What the name of the lease of a task's archiving begins with. */
export const archiveLeases = 'archive:'

export async function nextArchiveAt(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('task')
    .select((eb) => eb.fn.min('archive_next_at').as('at'))
    .where('archive_next_at', 'is not', null)
    .executeTakeFirst()
  return row?.at ?? null
}

/**
 * Everything that has a parent in common with the task, at most `limit`, as far as the viewer may see it: what hangs
 * on something private is not reached. Of a larger family those that are nearest to the task: its ancestors, its
 * children, its brothers, then everybody from the oldest on.
 */
export async function familyOf(
  db: Db,
  ownerId: string,
  task: TaskRow,
  limit: number,
): Promise<readonly TaskRow[]> {
  const line = await ancestorsOf(db, ownerId, task, limit)
  const family = new Map(line.map((row) => [row.id, row]))
  const grow = async (parentIds: readonly string[]): Promise<readonly string[]> => {
    if (parentIds.length === 0 || family.size >= limit) return []
    const rows = await db
      .selectFrom('task')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('owner_id', '=', ownerId),
          eb.and([eb('shared_at', 'is not', null), eb('trashed_at', 'is', null)]),
        ]),
      )
      .where('parent_id', 'in', parentIds)
      .orderBy('place')
      .limit(limit)
      .execute()
    for (const row of rows) if (family.size < limit) family.set(row.id, row)
    return rows.map(({ id }) => id)
  }
  await grow([task.id])
  if (line.length > 1) await grow([line[1]!.id])
  const seen = new Set<string>()
  let generation: readonly string[] = [line.at(-1)!.id]
  while (generation.length > 0) {
    for (const id of generation) seen.add(id)
    generation = (await grow(generation)).filter((id) => !seen.has(id))
  }
  return [...family.values()].toSorted((a, b) => a.place - b.place)
}

/** The task and those it comes from, the oldest last; a family cannot bite its own tail. */
async function ancestorsOf(
  db: Db,
  ownerId: string,
  task: TaskRow,
  limit: number,
): Promise<readonly TaskRow[]> {
  const line = [task]
  const seen = new Set([task.id])
  for (;;) {
    const { parent_id: parentId } = line.at(-1)!
    if (parentId === null || seen.has(parentId) || line.length >= limit) return line
    const parent = await findReadableTask(db, ownerId, parentId)
    if (parent === undefined) return line
    seen.add(parentId)
    line.push(parent)
  }
}
