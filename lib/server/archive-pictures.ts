import 'server-only'
/** From an address to a kept picture: bytes, verdict, blob, sizes, blur; the row is somebody else's, and last. */
import { randomId } from '@/lib/db/ids'
import type { PictureRow, TaskRow } from '@/lib/db/schema'
import type { Gateway } from '@/lib/gateway/gateway'
import { parseButton } from '@/lib/mj/buttons'
import { pictureSizes } from '@/lib/mj/task'
import { inspectPicture, makeSizes, makeThumbhash } from './images/picture'
import { quadrantBoxes } from './images/quadrants'
import { buttonsOf } from './library-rows'
import type { StudioParts } from './studio-parts'

/** Fetches and stores every picture of a finished task. Throws what the reader throws. */
export async function fetchPictures(
  parts: StudioParts,
  gateway: Gateway,
  task: TaskRow,
): Promise<readonly PictureRow[]> {
  const separate = JSON.parse(task.image_urls_json) as string[]
  const addresses = separate.length > 0 ? separate : [task.image_url ?? '']
  const isGrid = separate.length === 0 && isComposite(task)
  return Promise.all(
    addresses.map(async (address, position) => {
      const { bytes } = await gateway.readPicture(address)
      return keepPicture(parts, bytes, { taskId: task.id, position, isGrid })
    }),
  )
}

async function keepPicture(
  parts: StudioParts,
  bytes: Uint8Array,
  of: { taskId: string; position: number; isGrid: boolean },
): Promise<PictureRow> {
  // Nothing reaches the disk before it has proved to be a picture.
  const [{ type, width, height }, sizes] = await Promise.all([
    inspectPicture(bytes),
    makeSizes(bytes),
  ])
  const [stored, thumbhash] = await Promise.all([parts.blobs.put(bytes), makeThumbhash(sizes[256])])
  const { sha256, sizeBytes } = stored
  await Promise.all(
    pictureSizes.map((size) => parts.blobs.putDerived(sha256, `${size}.webp`, sizes[size])),
  )
  return {
    id: randomId(),
    task_id: of.taskId,
    position: of.position,
    sha256,
    type,
    width,
    height,
    size_bytes: sizeBytes,
    thumbhash,
    quadrants_json: of.isGrid ? JSON.stringify(quadrantBoxes(width, height)) : null,
    created_at: parts.clock.now(),
  }
}

/** A 2×2 composite offers a button for each of its four; where there are no buttons, the kind has to tell. */
function isComposite(task: TaskRow): boolean {
  const buttons = buttonsOf(task)
  const offered = new Set(
    buttons
      .map(parseButton)
      .flatMap((meaning) => (meaning.kind === 'upscale' ? meaning.index : [])),
  )
  if (buttons.length > 0) return offered.size === 4
  const word = task.action || task.kind
  return /^(imagine|blend|variation|reroll)$/i.test(word)
}
