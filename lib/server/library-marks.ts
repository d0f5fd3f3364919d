import 'server-only'
/** What a person says of frames, one or ten thousand at once: favourite, kept, trash. */
import { foundFrames, sourceOf } from '@/lib/db/found'
import {
  changeFrames,
  type FrameChange,
  framedTasks,
  framesById,
  settleTrashed,
} from '@/lib/db/frames'
import type { Db, FrameRow } from '@/lib/db/schema'
import { currentSeq, lockIndexed, setIndexed } from '@/lib/db/sequence'
import { countChangedSince, tasksOf, touchTasks, trashTaskRows } from '@/lib/db/tasks'
import type { FrameMarks, FrameSelection } from '@/lib/mj/library'
import { findingOf } from './library-search'
import type { Marked, Viewer } from './studio'
import { type StudioParts, write } from './studio-parts'

const columns = { favourite: 'favourite_at', kept: 'kept_at', trashed: 'trashed_at' } as const
const markNames = ['favourite', 'kept', 'trashed'] as const

/** The frames of a selection that are there and the viewer's own. */
export async function selectedFrames(
  db: Db,
  { ownerId }: Viewer,
  selection: FrameSelection,
): Promise<readonly FrameRow[]> {
  if ('ids' in selection) {
    const rows = new Map((await framesById(db, ownerId, selection.ids)).map((row) => [row.id, row]))
    return [...new Set(selection.ids)].flatMap((id) => rows.get(id) ?? [])
  }
  const finding = await findingOf(db, ownerId, selection.query)
  if (finding === null) return []
  const without = new Set(selection.except)
  const found = await foundFrames(db, await sourceOf(db, finding))
  return found.filter((row) => !without.has(row.id))
}

/** All or none; what is so already stays since when it was. */
export async function markFrames(
  parts: StudioParts,
  viewer: Viewer,
  selection: FrameSelection,
  marks: FrameMarks,
): Promise<Marked> {
  const now = parts.clock.now()
  return write(parts, async (db) => {
    const rows = await selectedFrames(db, viewer, selection)
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
    await tell(db, [...changed.values()], marks.trashed !== undefined)
    return { changed: rows.flatMap((row) => (changed.has(row.id) ? [row.id] : [])) }
  })
}

/** Moves the tasks of these frames in the sequence, which finds nothing to index in that. */
async function tell(db: Db, frames: readonly FrameRow[], isAboutTrash: boolean): Promise<void> {
  const taskIds = [...new Set(frames.map((row) => row.task_id))]
  const indexed = await lockIndexed(db)
  const isCurrent = (await countChangedSince(db, indexed, 1)) === 0
  if (isAboutTrash) await settleTrashed(db, taskIds)
  await touchTasks(db, taskIds)
  if (isCurrent) await setIndexed(db, await currentSeq(db))
}

/** Tasks without frames are thrown away, and brought back, by themselves. The viewer's own of them. */
export async function trashTasks(
  parts: StudioParts,
  viewer: Viewer,
  taskIds: readonly string[],
  isTrashed: boolean,
): Promise<void> {
  const trashedAt = isTrashed ? parts.clock.now() : null
  await write(parts, async (db) => {
    const own = await tasksOf(db, viewer.ownerId, taskIds)
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
