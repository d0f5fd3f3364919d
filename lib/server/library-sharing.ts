import 'server-only'
/**
 * What a person shows to everybody who uses the studio.
 *
 * [Note: What is shared]
 * A task is shared whole: `task.shared_at` says since when, and each of its frames that is not in the trash says the
 * same, so that the wall of everybody is read from one index. Its terms stand once more under `sharedOwner`, without
 * what stays with its owner. Rows, frames and terms change in one transaction, that of whatever changed: sharing, the
 * trash, later frames. Reading asks `isReadable` of a task and `shared_at` of a frame; there is no third way to see
 * what is another's.
 */
import { inChunks } from '@/lib/db/chunks'
import type { Db, FrameRow } from '@/lib/db/schema'
import { relativesShared, setShared } from '@/lib/db/task-sharing'
import { touchTasks } from '@/lib/db/tasks'
import type { FrameSelection } from '@/lib/mj/library'
import { keepIndexed } from './library-index'
import { ownFrames } from './library-marks'
import { showTasks } from './library-shown'
import type { Marked } from './desks'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

/** About 100 ms of work, in which nobody else writes. */
const tasksAtOnce = 200

/**
 * Shares the tasks of the frames, whole, or stops it; those in the trash stay as they are. Answers the frames of the
 * selection whose tasks changed. Each task is shared or not; of many, those that come first are so first. Throws
 * `forbidden` where one of them is another's, and then nothing has changed.
 */
export async function shareFrames(
  parts: StudioParts,
  viewer: Viewer,
  selection: FrameSelection,
  isShared: boolean,
): Promise<Marked> {
  const frames = await ownFrames(parts.db, viewer, selection)
  const there = frames.filter((frame) => frame.trashed_at === null)
  const taskIds = [...new Set(there.map((frame) => frame.task_id))]
  const changed = new Set<string>()
  for (const some of inChunks(taskIds, tasksAtOnce)) {
    const sharedAt = isShared ? parts.clock.now() : null
    for (const id of await write(parts, (db) => shareTasks(db, some, sharedAt))) changed.add(id)
  }
  return { changed: idsOf(there.filter((frame) => changed.has(frame.task_id))) }
}

/** Those that were not so before. */
async function shareTasks(
  db: Db,
  taskIds: readonly string[],
  sharedAt: number | null,
): Promise<readonly string[]> {
  let changed: readonly string[] = []
  // Whoever adds frames to one of them waits, or is seen: see `sharedNow` in lib/db/frames.ts.
  await keepIndexed(db, async () => {
    changed = await setShared(db, taskIds, sharedAt)
    if (changed.length === 0) return
    // What is shared tells of relatives that are.
    const shown = [...new Set([...changed, ...(await relativesShared(db, changed))])]
    await touchTasks(db, shown)
    await showTasks(db, shown)
  })
  return changed
}

function idsOf(frames: readonly FrameRow[]): readonly string[] {
  return frames.map((frame) => frame.id)
}
