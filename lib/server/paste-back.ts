import 'server-only'
/** The studio's own picture of a region's result: see images/paste-back.ts for what it is. */
import { insertEvent } from '@/lib/db/events'
import { settleShared, settleTrashed } from '@/lib/db/frames'
import { randomId } from '@/lib/db/ids'
import { addPicture, picturesOf } from '@/lib/db/pictures'
import type { PictureRow, TaskRow } from '@/lib/db/schema'
import { noteSharedNews } from '@/lib/db/sequence'
import { findReadableTask } from '@/lib/db/task-sharing'
import { moveTask, readTask } from '@/lib/db/tasks'
import { StudioError } from '@/lib/mj/errors'
import { keepPicture } from './picture-sizes'
import { ensureNotRemoved } from './blob-guard'
import { pasteBack } from './images/paste-back'
import { createTurns } from './images/turns'
import { readMask } from './library-masks'
import { quadrantsOf, stateOf } from './library-rows'
import { type StudioParts, write } from './studio-parts'

/** Three pictures lie open for each, at 4096 × 4096 some 150 megabytes: one at a time in the whole process. */
const inTurn = createTurns(1)

export type PasteOptions = {
  /** 1 to 4 of a 2×2 result; null for a single picture. */
  quadrant: number | null
  /** Pixels. */
  feather: number
}

/**
 * Makes the picture and keeps it with the task. Throws `not-found` where mask, parent or result are missing,
 * `bad-request` where they do not fit together.
 */
export async function keepPasted(
  parts: StudioParts,
  task: TaskRow,
  options: PasteOptions,
): Promise<void> {
  await ensureParentIsReadable(parts, task)
  const { pasted, since } = await inTurn(async () => {
    const png = await makePasted(parts, task, options)
    const putSince = parts.clock.now()
    return { pasted: await keepPicture(parts, png), since: putSince }
  })
  await write(parts, async (db) => {
    const { blob, type, width, height, thumbhash } = pasted
    await ensureNotRemoved(db, [blob.sha256], since)
    await addPicture(db, task, {
      id: randomId(),
      task_id: task.id,
      sha256: blob.sha256,
      type,
      width,
      height,
      size_bytes: blob.sizeBytes,
      thumbhash,
      quadrants_json: null,
      pasted_json: JSON.stringify(options),
      created_at: parts.clock.now(),
    })
    await settleTrashed(db, [task.id])
    await settleShared(db, [task.id])
    const row = await readTask(db, task.id)
    if (row.shared_at !== null) await noteSharedNews(db)
    await moveTask(db, row, stateOf(row), {})
    const detail = options.quadrant === null ? '' : `quadrant ${options.quadrant}`
    await insertEvent(db, task.id, { at: parts.clock.now(), kind: 'pasted back', detail })
  })
}

/** The parent's pixels come into the picture: another may have stopped sharing it since. */
async function ensureParentIsReadable({ db }: Pick<StudioParts, 'db'>, task: TaskRow) {
  if (task.parent_id === null) return
  if ((await findReadableTask(db, task.owner_id, task.parent_id)) !== undefined) return
  throw new StudioError('not-found', 'a picture that this needs is not kept')
}

/** The bytes of the picture; the same rows and options make the same. Throws as `keepPasted` does. */
export async function makePasted(
  parts: Pick<StudioParts, 'db' | 'blobs'>,
  task: TaskRow,
  options: PasteOptions,
): Promise<Uint8Array> {
  const [{ png: mask }, results, [parent]] = await Promise.all([
    readMask(parts, task),
    ownPictures(parts, task.id),
    ownPictures(parts, task.parent_id ?? ''),
  ])
  // Where a gateway sends its four one by one each is a picture of its own.
  const isOneByOne = results.length > 1
  const result = results[isOneByOne ? (options.quadrant ?? 1) - 1 : 0]
  if (!result || !parent) {
    throw new StudioError('not-found', 'a picture that this needs is not kept')
  }
  const quadrant = isOneByOne ? null : options.quadrant
  if ((quadrant === null) !== (quadrantsOf(result) === null)) {
    throw new StudioError(
      'bad-request',
      'quadrant: name one of the four, or none of a single picture',
    )
  }
  const under = await bytesOf(parts, parent)
  const over = await bytesOf(parts, result)
  return pasteBack(under, mask, over, { quadrant, feather: options.feather })
}

/** As the gateway sent them, without those that the studio has made of them. */
async function ownPictures(
  parts: Pick<StudioParts, 'db'>,
  taskId: string,
): Promise<readonly PictureRow[]> {
  const rows = await picturesOf(parts.db, [taskId])
  return rows.filter((row) => row.pasted_json === null)
}

async function bytesOf(
  parts: Pick<StudioParts, 'blobs'>,
  picture: PictureRow,
): Promise<Uint8Array> {
  const bytes = await parts.blobs.get(picture.sha256)
  if (bytes === undefined) throw new StudioError('not-found', 'the file of a picture is missing')
  return bytes
}
