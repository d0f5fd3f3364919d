import 'server-only'
/**
 * A picture with its smaller files.
 *
 * [Note: The size that is shown comes first] A finished picture is shown as soon as its original and the size that the
 * feed shows are durable. The other sizes take three times as long as that one; they follow. Until they are there the
 * task stays due in the archive, so that whoever finds it next, after a crash too, makes them; and who asks for one of
 * them meanwhile gets it as soon as it is made.
 */
import { StudioError } from '@/lib/mj/errors'
import { type PictureSize, pictureSizes } from '@/lib/mj/task'
import type { Blobs, Sha256, StoredBlob } from '@/lib/storage/blobs'
import { type inspectPicture, makeShown, makeSomeSizes } from './images/picture'

/** Of the sizes the one that a desk shows a grid by, and that is made first. */
export const shownSize = 512 satisfies PictureSize
const laterSizes = pictureSizes.filter((size) => size !== shownSize)

export type KeptPicture = Awaited<ReturnType<typeof inspectPicture>> & {
  blob: StoredBlob
  thumbhash: string
}

type Parts = { blobs: Blobs }

/** Verifies the bytes of a picture and stores them with the size that is shown; the others are still to be made. */
export async function keepShown({ blobs }: Parts, bytes: Uint8Array): Promise<KeptPicture> {
  // Nothing reaches the disk before it has proved to be a picture.
  const { shown, ...seen } = await makeShown(bytes, shownSize)
  const [blob, { webp, thumbhash }] = await Promise.all([blobs.put(bytes), shown()])
  await blobs.putDerived(blob.sha256, nameOf(shownSize), webp)
  return { blob, thumbhash, ...seen }
}

/** Verifies the bytes of a picture and stores them with all sizes. */
export async function keepPicture(parts: Parts, bytes: Uint8Array): Promise<KeptPicture> {
  const kept = await keepShown(parts, bytes)
  await putSizes(parts, kept.blob.sha256, bytes, laterSizes)
  return kept
}

export type PictureSizes = {
  /** One of the smaller files, made if it is not there. Throws `not-found` where the original is missing too. */
  read(sha256: Sha256, size: PictureSize): Promise<Uint8Array>
  /** Makes what `keepShown` has left to be made. Two who ask at once share the work. */
  finish(sha256: Sha256): Promise<void>
}

export function createPictureSizes(parts: Parts): PictureSizes {
  const { blobs } = parts
  const underWay = new Map<Sha256, Promise<void>>()

  const make = async (sha256: Sha256, sizes: readonly PictureSize[]) =>
    putSizes(parts, sha256, found(await blobs.get(sha256)), sizes)

  function finish(sha256: Sha256): Promise<void> {
    const known = underWay.get(sha256)
    if (known) return known
    const work = make(sha256, laterSizes).finally(() => underWay.delete(sha256))
    underWay.set(sha256, work)
    return work
  }

  return {
    async read(sha256, size) {
      const known = await blobs.getDerived(sha256, nameOf(size))
      if (known !== undefined) return known
      await (size === shownSize ? make(sha256, [size]) : finish(sha256))
      return found(await blobs.getDerived(sha256, nameOf(size)))
    },
    finish,
  }
}

async function putSizes(
  { blobs }: Parts,
  sha256: Sha256,
  bytes: Uint8Array,
  sizes: readonly PictureSize[],
): Promise<void> {
  const made = await makeSomeSizes(bytes, sizes)
  await Promise.all(sizes.map((size, n) => blobs.putDerived(sha256, nameOf(size), made[n]!)))
}

const nameOf = (size: PictureSize) => `${size}.webp`

function found(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new StudioError('not-found', 'the file of this picture is missing')
  return bytes
}
