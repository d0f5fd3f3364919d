import 'server-only'
/**
 * Frames: the tiles of the library's wall. They are written with the pictures they show, in one transaction, and
 * what a person has said of them (favourite, kept, trash, collections) stays for as long as the frame has its id.
 */
import { sql } from 'kysely'
import { shapeOf } from '@/lib/gallery/shapes'
import type { FrameTrait } from '@/lib/mj/library-filters'
import type { Box } from '@/lib/mj/task'
import { inChunks } from './chunks'
import type { Db, FrameRow, PictureRow, TaskRow } from './schema'
import { lockSeq, noteSharedNews } from './sequence'

/** Pictures made by the studio stand this far behind the gateway's own, whose number may change. */
export const firstPastedPosition = 1000
const framesAPicture = 4
/** From this `n` on frames show what the studio has made. */
export const firstPastedN = firstPastedPosition * framesAPicture

type FramedTask = Pick<TaskRow, 'id' | 'owner_id' | 'place' | 'created_at' | 'shared_at'>
type FramedPicture = Pick<PictureRow, 'id' | 'position' | 'width' | 'height' | 'quadrants_json'>

/** '2026-11', by the clock of the machine. */
export function monthOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** The frames that a picture has when it is new: four of a grid, else one. */
export function framesOfPicture(task: FramedTask, picture: FramedPicture): readonly FrameRow[] {
  const quadrants =
    picture.quadrants_json === null ? null : (JSON.parse(picture.quadrants_json) as Box[])
  const frame = (quadrant: number | null, { width, height }: Pick<Box, 'width' | 'height'>) => ({
    id: quadrant === null ? picture.id : `${picture.id}-${quadrant}`,
    owner_id: task.owner_id,
    task_id: task.id,
    picture_id: picture.id,
    quadrant,
    place: task.place,
    n: picture.position * framesAPicture + (quadrant ?? 1) - 1,
    month: monthOf(task.created_at),
    shape: shapeOf(width / height),
    favourite_at: null,
    kept_at: null,
    trashed_at: null,
    shared_at: task.shared_at,
  })
  return quadrants?.map((box, index) => frame(index + 1, box)) ?? [frame(null, picture)]
}

/**
 * Makes the frames of a task fit its pictures. A picture that is known keeps the frames it has left: one that was
 * deleted for good does not come back when the picture is fetched again.
 */
export async function putFrames(
  db: Db,
  task: FramedTask,
  pictures: readonly FramedPicture[],
): Promise<void> {
  const shared_at = await sharedNow(db, task.id)
  const old = await db.selectFrom('frame').selectAll().where('task_id', '=', task.id).execute()
  const oldById = new Map(old.map((frame) => [frame.id, frame]))
  const framed = new Set(old.map((frame) => frame.picture_id))
  const wanted = pictures
    .flatMap((picture) => framesOfPicture({ ...task, shared_at }, picture))
    .filter((frame) => oldById.has(frame.id) || !framed.has(frame.picture_id))
  const ids = new Set(wanted.map((frame) => frame.id))
  await deleteFrames(
    db,
    old.flatMap(({ id }) => (ids.has(id) ? [] : [id])),
  )
  await moveFrames(db, oldById, wanted)
  await insertFrames(
    db,
    wanted.filter((frame) => !oldById.has(frame.id)),
  )
  if (shared_at !== null) await noteSharedNews(db)
}

/**
 * Since when a task is shared, as it stays until the transaction ends: whoever shares it or stops takes the same lock,
 * so that no frame comes to be of the other opinion.
 */
async function sharedNow(db: Db, taskId: string): Promise<number | null> {
  await lockSeq(db)
  const row = await db
    .selectFrom('task')
    .select(['shared_at', 'trashed_at'])
    .where('id', '=', taskId)
    .executeTakeFirstOrThrow()
  return row.trashed_at === null ? row.shared_at : null
}

/** Frames of a picture that its task has beside those it had. */
export async function addFrames(db: Db, task: FramedTask, picture: FramedPicture): Promise<void> {
  const shared_at = await sharedNow(db, task.id)
  await insertFrames(db, framesOfPicture({ ...task, shared_at }, picture))
  if (shared_at !== null) await noteSharedNews(db)
}

/** Two frames may change places, and no two may stand in one even for a moment. */
async function moveFrames(
  db: Db,
  oldById: ReadonlyMap<string, FrameRow>,
  wanted: readonly FrameRow[],
): Promise<void> {
  const moved = wanted.filter(({ id, n, shape }) => {
    const old = oldById.get(id)
    return old !== undefined && (old.n !== n || old.shape !== shape)
  })
  for (const { id, n } of moved) {
    await db
      .updateTable('frame')
      .set({ n: -1 - n })
      .where('id', '=', id)
      .execute()
  }
  for (const { id, n, shape } of moved) {
    await db.updateTable('frame').set({ n, shape }).where('id', '=', id).execute()
  }
}

export async function insertFrames(db: Db, frames: readonly FrameRow[]): Promise<void> {
  for (const some of inChunks(frames)) {
    await db
      .insertInto('frame')
      .values([...some])
      .execute()
  }
}

/** Takes frames out of their collections and away. */
export async function deleteFrames(db: Db, ids: readonly string[]): Promise<void> {
  for (const some of inChunks(ids)) {
    await db.deleteFrom('collection_frame').where('frame_id', 'in', some).execute()
    await db.deleteFrom('frame').where('id', 'in', some).execute()
  }
}

/** Those of an owner and what others share, in no particular order. */
export async function readableFrames(
  db: Db,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly FrameRow[]> {
  const found: FrameRow[] = []
  for (const some of inChunks(ids)) {
    const rows = await db.selectFrom('frame').selectAll().where('id', 'in', some).execute()
    // Not in the query: see tasksOf.
    found.push(...rows.filter((row) => isReadableFrame(row, ownerId)))
  }
  return found
}

/** Who sees a frame: its owner, and everybody while it is shared. */
function isReadableFrame(row: FrameRow, ownerId: string): boolean {
  return row.owner_id === ownerId || row.shared_at !== null
}

/** Every frame of some tasks, an owner's trashed ones too, in the order of the wall. */
export async function framesOfTasks(
  db: Db,
  ownerId: string,
  taskIds: readonly string[],
): Promise<readonly FrameRow[]> {
  if (taskIds.length === 0) return []
  const rows = await db
    .selectFrom('frame')
    .selectAll()
    .where('task_id', 'in', taskIds)
    .orderBy('month', 'desc')
    .orderBy('place', 'desc')
    .orderBy('n')
    .execute()
  return rows.filter((row) => isReadableFrame(row, ownerId))
}

/** Which of a frame's marks are set, and since when. */
export type FrameChange = Partial<Pick<FrameRow, 'favourite_at' | 'kept_at' | 'trashed_at'>>

export async function changeFrames(
  db: Db,
  ids: readonly string[],
  change: FrameChange,
): Promise<void> {
  for (const some of inChunks(ids)) {
    await db.updateTable('frame').set(change).where('id', 'in', some).execute()
  }
}

/** Says of tasks that they lie in the trash where all of their frames do. Those without frames stay as they are. */
export async function settleTrashed(db: Db, taskIds: readonly string[]): Promise<void> {
  for (const some of inChunks(taskIds)) {
    await sql`update task set trashed_at = (select case when count(*) = count(f.trashed_at)
        then max(f.trashed_at) end from frame as f where f.task_id = task.id)
      where id in (${sql.join(some)}) and exists (select 1 from frame where task_id = task.id)`.execute(
      db,
    )
  }
}

/** Makes frames as shared as their tasks are; those in the trash never are. */
export async function settleShared(db: Db, taskIds: readonly string[]): Promise<void> {
  for (const some of inChunks(taskIds)) {
    await sql`update frame set shared_at = case when trashed_at is null then (
        select t.shared_at from task as t where t.id = frame.task_id) end
      where task_id in (${sql.join(some)})`.execute(db)
  }
}

/** Those of some tasks that have any frame. */
export async function framedTasks(db: Db, taskIds: readonly string[]): Promise<readonly string[]> {
  if (taskIds.length === 0) return []
  const rows = await db
    .selectFrom('frame')
    .select('task_id')
    .distinct()
    .where('task_id', 'in', taskIds)
    .execute()
  return rows.map((row) => row.task_id)
}

/** How many frames have a trait; those in the trash only as such. What is shared is everybody's. */
export async function countOfTrait(db: Db, ownerId: string, trait: FrameTrait): Promise<number> {
  if (trait === 'shared') return countOfShared(db)
  const isTrashed = trait === 'trashed'
  let query = db
    .selectFrom('frame')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('owner_id', '=', ownerId)
    .where('trashed_at', isTrashed ? 'is not' : 'is', null)
  if (trait === 'favourite') query = query.where('favourite_at', 'is not', null)
  if (trait === 'kept') query = query.where('kept_at', 'is not', null)
  // Said as a number: of a variable neither engine knows that the index of what was pasted holds it.
  if (trait === 'pasted') query = query.where('n', '>=', sql.lit(firstPastedN))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

async function countOfShared(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from frame
    where trashed_at is null and shared_at is not null`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** What has lain in the trash since before a moment, the oldest first. */
export async function trashedBefore(
  db: Db,
  before: number,
  limit: number,
): Promise<readonly FrameRow[]> {
  return db
    .selectFrom('frame')
    .selectAll()
    .where('trashed_at', '<', before)
    .orderBy('trashed_at')
    .limit(limit)
    .execute()
}

/** Those of some pictures that have a frame left. */
export async function framedPictures(
  db: Db,
  pictureIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const some of inChunks(pictureIds)) {
    const rows = await db
      .selectFrom('frame')
      .select('picture_id')
      .distinct()
      .where('picture_id', 'in', some)
      .execute()
    for (const row of rows) found.add(row.picture_id)
  }
  return found
}
