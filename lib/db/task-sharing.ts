import 'server-only'
/** Tasks that are shared, and who may see what. */
import { rowsInChunks } from './chunks'
import type { Db, TaskRow } from './schema'
import { findTask, tasksNamed } from './tasks'

/** Says since when tasks are shared. Answers those that were of the other opinion. */
export async function setShared(
  db: Db,
  ids: readonly string[],
  sharedAt: number | null,
): Promise<readonly string[]> {
  const changed = await rowsInChunks(ids, (some) =>
    db
      .updateTable('task')
      .set({ shared_at: sharedAt })
      .where('id', 'in', some)
      .where('shared_at', sharedAt === null ? 'is not' : 'is', null)
      .returning('id')
      .execute(),
  )
  return changed.map((row) => row.id)
}

/** Those of some tasks that are shared, in the trash or not. */
export async function sharedAmong(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const found = await rowsInChunks(ids, (some) =>
    db
      .selectFrom('task')
      .select('id')
      .where('id', 'in', some)
      .where('shared_at', 'is not', null)
      .execute(),
  )
  return found.map((row) => row.id)
}

/** Parents and children of some tasks that are shared. */
export async function relativesShared(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const found = await rowsInChunks(ids, (some) =>
    db
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
      .execute(),
  )
  return [...new Set(found.map((row) => row.id))]
}

/** Who sees a task: its owner, and everybody while it is shared and not thrown away. */
export function isReadable(
  row: Pick<TaskRow, 'owner_id' | 'shared_at' | 'trashed_at'>,
  ownerId: string,
): boolean {
  return row.owner_id === ownerId || isSharedNow(row)
}

/** Thrown away, it is nobody’s but its owner’s until it comes back. */
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

/** As `tasksOf`, and what others share. */
export async function readableTasks(
  db: Db,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly TaskRow[]> {
  return (await tasksNamed(db, ids)).filter((row) => isReadable(row, ownerId))
}
