import 'server-only'
/** What was made of what. */
import type { TaskStateName } from '@/lib/mj/task'
import type { Db, TaskRow } from './schema'
import { findReadableTask } from './task-sharing'

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
