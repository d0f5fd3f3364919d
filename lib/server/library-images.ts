import 'server-only'
import { findPictureOf } from '@/lib/db/pictures'
import { findVideoOf } from '@/lib/db/videos'
import type { PictureRow } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import { cutQuadrant } from './images/picture'
import type { KeptFilm } from './studio'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

type ImageFile = { bytes: Uint8Array; type: string; name: string }

/** What files of these types end in. */
export const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
}

/** A file of a kept picture; a quadrant is cut when first asked for and kept beside its original. */
export async function readImage(
  parts: StudioParts,
  viewer: Viewer,
  pictureId: string,
  what: 256 | 512 | 1024 | 'original' | { quadrant: number },
): Promise<ImageFile> {
  const picture = await findPictureOf(parts.db, viewer.ownerId, pictureId)
  if (picture === undefined) throw new StudioError('not-found', 'there is no such picture')
  if (what === 'original') {
    const bytes = found(await parts.blobs.get(picture.sha256))
    return { bytes, type: picture.type, name: `${picture.id}.${endings[picture.type]}` }
  }
  if (typeof what === 'number') {
    const bytes = found(await parts.blobs.getDerived(picture.sha256, `${what}.webp`))
    return { bytes, type: 'image/webp', name: `${picture.id}-${what}.webp` }
  }
  const bytes = await readQuadrant(parts, picture, what.quadrant)
  return { bytes, type: 'image/png', name: `${picture.id}-${what.quadrant}.png` }
}

/** A kept film, to be read by range. Throws `not-found`. */
export async function readFilm(
  parts: StudioParts,
  viewer: Viewer,
  videoId: string,
): Promise<KeptFilm> {
  const video = await findVideoOf(parts.db, viewer.ownerId, videoId)
  if (video === undefined) throw new StudioError('not-found', 'there is no such film')
  const { sha256, type, id } = video
  const there = await parts.blobs.stat(sha256)
  if (there === undefined) throw new StudioError('not-found', 'the file of this film is missing')
  return {
    type,
    name: `${id}.${endings[type]}`,
    sizeBytes: there.sizeBytes,
    read: (range) => parts.blobs.stream(sha256, range),
  }
}

/** Quadrant 1 to 4 as PNG. Throws `not-found`. */
export async function readQuadrant(
  parts: Pick<StudioParts, 'blobs'>,
  picture: PictureRow,
  index: number,
): Promise<Uint8Array> {
  if (picture.quadrants_json === null || ![1, 2, 3, 4].includes(index)) {
    throw new StudioError('not-found', 'this picture has no such quadrant')
  }
  const file = `quadrant-${index}.png`
  const known = await parts.blobs.getDerived(picture.sha256, file)
  if (known !== undefined) return known
  const cut = await cutQuadrant(found(await parts.blobs.get(picture.sha256)), index)
  await parts.blobs.putDerived(picture.sha256, file, cut)
  return cut
}

function found(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new StudioError('not-found', 'the file of this picture is missing')
  return bytes
}
