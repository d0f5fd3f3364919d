import 'server-only'
/** Pictures that people bring along, as the routes see them. */
import { findPictureOf } from '@/lib/db/pictures'
import { referencesOf } from '@/lib/db/references'
import type { ReferenceRow } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import type { Reference } from '@/lib/mj/references'
import { readImage } from './library-images'
import { keepReference, referenceOf, writeReference } from './reference-keeping'
import { uploadOnce } from './reference-upload'
import type { ReferenceDesk } from './desks'
import type { Studio } from './studio'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

/** What a data URL of 12,000,000 characters can carry. */
const mostBytes = 9_000_000
/** Below this a picture is a tracking pixel or a spacer that a web page gave away with a drag. */
const leastSide = 8

export function createReferenceDesk(parts: StudioParts, submit: Studio['submit']): ReferenceDesk {
  return {
    async keep(viewer, bytes) {
      if (bytes.length > mostBytes) {
        throw new StudioError('too-large', 'a picture may have at most 9 MB')
      }
      await ensureRoom(parts)
      return keepBrought(parts, viewer, bytes)
    },
    async keepPicture(viewer, pictureId, quadrant) {
      await ensureRoom(parts)
      if (quadrant === null) return keepWhole(parts, viewer, pictureId)
      const { bytes } = await readImage(parts, viewer, pictureId, { quadrant })
      return keepReference(parts, viewer, bytes)
    },
    async find(viewer, ids) {
      const rows = await referencesOf(parts.db, viewer.ownerId, ids)
      const byId = new Map(rows.map((row) => [row.sha256, referenceOf(row)]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
    async address(viewer, id) {
      const { sha256 } = await readReference(parts, viewer, id)
      return uploadOnce(parts, submit, viewer, sha256)
    },
    async image(viewer, id, size) {
      const row = await readReference(parts, viewer, id)
      const isOriginal = size === 'original'
      const bytes = isOriginal
        ? await parts.blobs.get(id)
        : await parts.blobs.getDerived(id, `${size}.webp`)
      if (bytes === undefined) {
        throw new StudioError('not-found', 'the file of this picture is missing')
      }
      return { bytes, type: isOriginal ? row.type : 'image/webp' }
    },
  }
}

async function ensureRoom(parts: StudioParts): Promise<void> {
  if ((await parts.freeBytes()) >= parts.timings.freeBytesFloor) return
  throw new StudioError('disk-full', 'the disk is nearly full; the picture was not kept')
}

async function keepBrought(
  parts: StudioParts,
  viewer: Viewer,
  bytes: Uint8Array,
): Promise<Reference> {
  try {
    return await keepReference(parts, viewer, bytes, leastSide)
  } catch (cause) {
    if (!isPixelLimit(cause)) throw cause
    throw new StudioError('too-large', 'a picture may have at most 50 megapixels', { cause })
  }
}

/** The decoder's own word for a picture that claims more pixels than it is let have. */
function isPixelLimit(error: unknown): boolean {
  if (!(error instanceof StudioError) || !(error.cause instanceof Error)) return false
  return error.cause.message.includes('pixel limit')
}

/** A picture of the archive has all its files already: only a row is missing. */
async function keepWhole(
  parts: StudioParts,
  viewer: Viewer,
  pictureId: string,
): Promise<Reference> {
  const since = parts.clock.now()
  const picture = await findPictureOf(parts.db, viewer.ownerId, pictureId)
  const blob = picture && (await parts.blobs.stat(picture.sha256))
  if (picture === undefined || blob === undefined) {
    throw new StudioError('not-found', 'there is no such picture')
  }
  const { sha256 } = picture
  return writeReference(parts, viewer, { sha256, sizeBytes: blob.sizeBytes, since }, picture)
}

/** Throws `not-found`, also for another owner's reference. */
async function readReference(
  parts: Pick<StudioParts, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<ReferenceRow> {
  const [row] = await referencesOf(parts.db, viewer.ownerId, [id])
  if (row === undefined) throw new StudioError('not-found', 'there is no such picture')
  return row
}
