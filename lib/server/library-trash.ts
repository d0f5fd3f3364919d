import 'server-only'
/**
 * The end of the trash: frames are deleted, with the last frame of a picture the picture, and the film for which it
 * stands, and their bytes where nothing else needs them. The task's row stays, since the ledger counts it.
 *
 * [Note: A blob that goes and comes at once]
 * Bytes are put before the row that names them is written, and the same bytes may be put for one task at the very
 * moment in which the last row that names them goes with another. So a blob is condemned in the transaction in which
 * its last row goes, and whoever wants to name it while it is on its way out, or has put it before it went, is refused
 * (blob-guard.ts) and puts it again. Whoever came first in the sequence is seen by the other: both take its lock.
 */
import { insertEvent } from '@/lib/db/events'
import { deleteFrames, framedPictures, settleTrashed, trashedBefore } from '@/lib/db/frames'
import { deletePictures, picturesOf } from '@/lib/db/pictures'
import {
  claimCondemned,
  condemnBlobs,
  condemnedBlobs,
  forgetRemoved,
  noteRemoved,
  unnamedAmong,
} from '@/lib/db/removed-blobs'
import type { Db, FrameRow } from '@/lib/db/schema'
import { moveTask, readTask, touchTasks } from '@/lib/db/tasks'
import { deleteFilmsOfPictures, videosOf } from '@/lib/db/videos'
import { type FrameSelection, trashDays } from '@/lib/mj/library'
import { counted } from './counted'
import { ownFrames } from './library-marks'
import { groupBy } from './library-rows'
import { type Loop, startLoop } from './loop'
import type { Marked } from './desks'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

type Parts = Pick<StudioParts, 'db' | 'bell' | 'blobs' | 'clock'>

const dayMs = 24 * 3_600_000
const hourMs = 3_600_000
const framesAtOnce = 200
const blobsAtOnce = 20
const pauseMs = 200

/** Deletes what has been in the trash for its term, a little at a time, and what a crash has left half deleted. */
export function startTrash(parts: StudioParts): Loop {
  const step = async () => {
    const now = parts.clock.now()
    const due = await trashedBefore(parts.db, now - trashDays * dayMs, framesAtOnce)
    await eraseFrames(parts, due)
    await removeCondemned(parts)
    await forgetRemoved(parts.db, now - dayMs)
    return now + (due.length === framesAtOnce ? pauseMs : hourMs)
  }
  const loop = startLoop(parts.clock, step, (error) => parts.onFault('trash', error))
  loop.wake()
  return loop
}

/** Deletes what of a selection lies in the trash, now. Answers what is gone. */
export async function emptyTrash(
  parts: StudioParts,
  viewer: Viewer,
  selection: FrameSelection,
): Promise<Marked> {
  const selected = await ownFrames(parts.db, viewer, selection)
  const trashed = selected.filter((row) => row.trashed_at !== null)
  const changed: string[] = []
  // Bit by bit, so that nobody else has to wait for all of it.
  for (let from = 0; from < trashed.length; from += framesAtOnce) {
    changed.push(...(await eraseFrames(parts, trashed.slice(from, from + framesAtOnce))))
  }
  // The frames are gone whatever becomes of the bytes, and the background tries again.
  await removeCondemned(parts).catch((error: unknown) => parts.onFault('trash', error))
  return { changed }
}

/** The ids of those that were still in the trash, and are gone. */
async function eraseFrames(parts: Parts, frames: readonly FrameRow[]): Promise<readonly string[]> {
  if (frames.length === 0) return []
  return write(parts, async (db) => {
    const rows = await stillTrashed(db, frames)
    const byTask = groupBy(rows, (row) => row.task_id)
    await touchTasks(db, [...byTask.keys()])
    await deleteFrames(
      db,
      rows.map((row) => row.id),
    )
    const pictures = [...new Set(rows.map((row) => row.picture_id))]
    const framed = await framedPictures(db, pictures)
    const bare = pictures.filter((id) => !framed.has(id))
    const shas = [...(await deleteFilmsOfPictures(db, bare)), ...(await deletePictures(db, bare))]
    await condemnBlobs(db, await unnamedAmong(db, [...new Set(shas)]))
    for (const [taskId, own] of byTask) await noteErased(parts, db, taskId, own.length)
    await settleTrashed(db, [...byTask.keys()])
    return rows.map((row) => row.id)
  })
}

/** Somebody may have brought some of them back in the meantime. */
async function stillTrashed(db: Db, frames: readonly FrameRow[]): Promise<readonly FrameRow[]> {
  return db
    .selectFrom('frame')
    .selectAll()
    .where(
      'id',
      'in',
      frames.map((frame) => frame.id),
    )
    .where('trashed_at', 'is not', null)
    .execute()
}

async function noteErased(parts: Parts, db: Db, taskId: string, count: number): Promise<void> {
  const at = parts.clock.now()
  await insertEvent(db, taskId, { at, kind: 'deleted', detail: counted(count, 'frame') })
  const isEmpty =
    (await picturesOf(db, [taskId])).length === 0 && (await videosOf(db, [taskId])).length === 0
  if (!isEmpty) return
  const detail = 'deleted from the trash'
  const state = { name: 'done', archive: 'gone', detail } as const
  await moveTask(db, await readTask(db, taskId), state, { shared_at: null })
}

/** See [Note: A blob that goes and comes at once]. */
export async function removeCondemned(
  parts: Pick<StudioParts, 'db' | 'blobs' | 'clock'>,
): Promise<void> {
  for (;;) {
    const shas = await condemnedBlobs(parts.db, blobsAtOnce)
    if (shas.length === 0) return
    // One by one, since everybody who writes waits for it, and a bucket takes its time.
    for (const sha256 of shas) {
      await parts.db.transaction().execute(async (db) => {
        if (!(await claimCondemned(db, sha256))) return
        await parts.blobs.remove(sha256)
        await noteRemoved(db, sha256, parts.clock.now())
      })
    }
  }
}
