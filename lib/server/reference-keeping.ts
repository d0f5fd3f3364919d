import 'server-only'
/** From bytes that a person brought to a kept reference: verdict, blob, sizes, blur, and the row last. */
import { createHash } from 'node:crypto'
import { putReference, referencesOf, touchReferences } from '@/lib/db/references'
import type { ReferenceRow } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import type { Reference } from '@/lib/mj/references'
import { ensureNotRemoved } from './blob-guard'
import { inspectPicture, makeSizes, makeThumbhash } from './images/picture'
import { pictureIsGone } from './request-pictures'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

type Parts = Pick<StudioParts, 'db' | 'blobs' | 'clock'>

export const referenceSizes = [256, 1024] as const

/** What there is to know of a picture without decoding it again. */
export type KnownPicture = Pick<ReferenceRow, 'type' | 'width' | 'height' | 'thumbhash'>

/**
 * Keeps the bytes of a picture; the same bytes twice are the same row, and are decoded once. Throws
 * `unsupported-type` on what is no sound PNG, JPEG or WebP, `bad-request` on one with a side below `leastSide`.
 */
export async function keepReference(
  parts: Parts,
  viewer: Viewer,
  bytes: Uint8Array,
  leastSide = 1,
): Promise<Reference> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [known] = await referencesOf(parts.db, viewer.ownerId, [sha256])
  if (known !== undefined) {
    // Verifies what is there, and mends it: the true bytes are at hand.
    await parts.blobs.put(bytes)
    await touchReferences(parts.db, viewer.ownerId, [sha256], parts.clock.now())
    return referenceOf(known)
  }
  const since = parts.clock.now()
  const picture = await prepareFiles(parts, bytes, leastSide)
  return writeReference(parts, viewer, { sha256, sizeBytes: bytes.length, since }, picture)
}

/** The row of a picture whose files have been kept, or were seen to be there, since a moment. */
export async function writeReference(
  parts: Pick<StudioParts, 'db' | 'clock'>,
  viewer: Viewer,
  blob: { sha256: string; sizeBytes: number; since: number },
  picture: KnownPicture,
): Promise<Reference> {
  const now = parts.clock.now()
  const { type, width, height, thumbhash } = picture
  const row: ReferenceRow = {
    owner_id: viewer.ownerId,
    sha256: blob.sha256,
    type,
    width,
    height,
    size_bytes: blob.sizeBytes,
    thumbhash,
    created_at: now,
    used_at: now,
  }
  await parts.db.transaction().execute(async (db) => {
    await ensureNotRemoved(db, [row.sha256], blob.since)
    await putReference(db, row)
  })
  return referenceOf(row)
}

/** Nothing reaches the disk before it has proved to be a picture. */
async function prepareFiles(
  parts: Parts,
  bytes: Uint8Array,
  leastSide: number,
): Promise<KnownPicture> {
  const { type, width, height } = await inspectPicture(bytes)
  if (Math.min(width, height) < leastSide) {
    throw new StudioError('bad-request', `a picture has at least ${leastSide} pixels on each side`)
  }
  const sizes = await makeSizes(bytes)
  const [{ sha256 }, thumbhash] = await Promise.all([
    parts.blobs.put(bytes),
    makeThumbhash(sizes[256]),
  ])
  for (const size of referenceSizes) {
    await parts.blobs.putDerived(sha256, `${size}.webp`, sizes[size])
  }
  return { type, width, height, thumbhash }
}

/**
 * The types of references by id, each proved to be the viewer's and to be there. Throws `bad-request` with the
 * sentence for a person when one is not.
 */
export async function typesOfReferences(
  parts: Parts,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await referencesOf(parts.db, viewer.ownerId, [...new Set(ids)])
  const types = new Map(rows.map((row) => [row.sha256, row.type]))
  for (const id of ids) {
    const isThere = types.has(id) && (await parts.blobs.stat(id)) !== undefined
    if (!isThere) throw pictureIsGone()
  }
  return types
}

export function referenceOf(row: ReferenceRow): Reference {
  return {
    id: row.sha256,
    type: row.type as Reference['type'],
    width: row.width,
    height: row.height,
    sizeBytes: row.size_bytes,
    thumbhash: row.thumbhash,
  }
}
