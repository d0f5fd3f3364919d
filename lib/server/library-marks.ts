import 'server-only'
/** What a person says of frames, one or ten thousand at once: favourite, kept, trash. */
import { foundFrames, sourceOf } from '@/lib/db/found'
import {
  changeFrames,
  type FrameChange,
  framedTasks,
  readableFrames,
  settleTrashed,
} from '@/lib/db/frames'
import type { Db, FrameRow } from '@/lib/db/schema'
import { readableTasks } from '@/lib/db/task-sharing'
import { touchTasks, trashTaskRows } from '@/lib/db/tasks'
import type { FrameMarks, FrameSelection } from '@/lib/mj/library'
import { notYours } from './library'
import { keepIndexed } from './library-index'
import { findingOf } from './library-search'
import { showShared } from './library-shown'
import type { Marked } from './desks'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

const columns = { favourite: 'favourite_at', kept: 'kept_at', trashed: 'trashed_at' } as const
const markNames = ['favourite', 'kept', 'trashed'] as const

/** The frames of a selection that are there and the viewer's own, or shared with them. */
export async function selectedFrames(
  db: Db,
  { ownerId }: Viewer,
  selection: FrameSelection,
): Promise<readonly FrameRow[]> {
  if ('ids' in selection) {
    const found = await readableFrames(db, ownerId, selection.ids)
    const rows = new Map(found.map((row) => [row.id, row]))
    return [...new Set(selection.ids)].flatMap((id) => rows.get(id) ?? [])
  }
  const finding = await findingOf(db, ownerId, selection.query)
  if (finding === null) return []
  const without = new Set(selection.except)
  const found = await foundFrames(db, await sourceOf(db, finding))
  return found.filter((row) => !without.has(row.id))
}

/** As `selectedFrames`, for what only their owner may do. Throws `forbidden` where one of them is another's. */
export async function ownFrames(
  db: Db,
  viewer: Viewer,
  selection: FrameSelection,
): Promise<readonly FrameRow[]> {
  const rows = await selectedFrames(db, viewer, selection)
  if (rows.some((row) => row.owner_id !== viewer.ownerId)) throw notYours()
  return rows
}

/** All or none; what is so already stays since when it was. Throws `forbidden`. */
export async function markFrames(
  parts: StudioParts,
  viewer: Viewer,
  selection: FrameSelection,
  marks: FrameMarks,
): Promise<Marked> {
  const now = parts.clock.now()
  return write(parts, async (db) => {
    let marked: Marked = { changed: [] }
    await keepIndexed(db, async () => {
      const rows = await ownFrames(db, viewer, selection)
      const changed = await setMarks(db, rows, marks, now)
      await tell(db, [...changed.values()], marks.trashed !== undefined)
      marked = { changed: rows.flatMap((row) => (changed.has(row.id) ? [row.id] : [])) }
    })
    return marked
  })
}

/** Those that were not marked so before, by id. */
async function setMarks(
  db: Db,
  rows: readonly FrameRow[],
  marks: FrameMarks,
  now: number,
): Promise<ReadonlyMap<string, FrameRow>> {
  const changed = new Map<string, FrameRow>()
  for (const name of markNames) {
    const wanted = marks[name]
    if (wanted === undefined) continue
    const column = columns[name]
    const others = rows.filter((row) => (row[column] !== null) !== wanted)
    const change: FrameChange = { [column]: wanted ? now : null }
    await changeFrames(
      db,
      others.map((row) => row.id),
      change,
    )
    for (const row of others) changed.set(row.id, row)
  }
  return changed
}

/** Moves the tasks of these frames in the sequence, in which there is nothing to index. */
async function tell(db: Db, frames: readonly FrameRow[], isAboutTrash: boolean): Promise<void> {
  const taskIds = [...new Set(frames.map((row) => row.task_id))]
  if (isAboutTrash) await settleTrashed(db, taskIds)
  await touchTasks(db, taskIds)
  // What lies in the trash is nobody else's to see, and is shared again when it comes back.
  if (isAboutTrash) await showShared(db, taskIds)
}

/** Tasks without frames are thrown away, and brought back, by themselves. The viewer's own of them; throws `forbidden`. */
export async function trashTasks(
  parts: StudioParts,
  viewer: Viewer,
  taskIds: readonly string[],
  isTrashed: boolean,
): Promise<void> {
  const trashedAt = isTrashed ? parts.clock.now() : null
  await write(parts, async (db) => {
    const rows = await readableTasks(db, viewer.ownerId, taskIds)
    const own = rows.filter((row) => row.owner_id === viewer.ownerId)
    if (own.length < rows.length) throw notYours()
    const framed = new Set(
      await framedTasks(
        db,
        own.map((row) => row.id),
      ),
    )
    const bare = own.flatMap(({ id, trashed_at }) =>
      framed.has(id) || (trashed_at !== null) === isTrashed ? [] : [id],
    )
    await trashTaskRows(db, bare, trashedAt)
    await touchTasks(db, bare)
  })
}
