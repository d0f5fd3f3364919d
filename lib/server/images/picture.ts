import 'server-only'
/** What a picture is, and the files made from it. Every function takes the bytes of a PNG, JPEG or WebP. */
import sharp, { type Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { sniffPictureType, type PictureType } from '@/lib/gateway/picture-type'
import { StudioError } from '@/lib/mj/errors'
import { type PictureSize, pictureSizes } from '@/lib/mj/task'
import { decode, encode } from './decoder'
import { quadrantBoxes } from './quadrants'

/**
 * Chosen by measurement: within the 1024 file of a grid, a quadrant of 512 pixels comes to 7 kB (soft) to 26 kB
 * (full of grain), without visible blocks in skies. More effort than 4 costs twice the time for three percent.
 */
const webp = { quality: 80, effort: 4, smartSubsample: true } as const

/** Type, and size in pixels as shown (upright). The whole picture is decoded: a cut file does not pass. */
export async function inspectPicture(
  bytes: Uint8Array,
): Promise<{ type: PictureType; width: number; height: number }> {
  const type = sniffPictureType(bytes)
  return await decode(bytes, async (image) => {
    const { autoOrient } = await image.metadata()
    await image.resize(16, 16, { fit: 'fill', kernel: 'nearest' }).raw().toBuffer()
    return { type: type!, ...autoOrient } // decode lets nothing in that has no type
  })
}

/** What `inspectPicture` says, and what the one size and the blur are made of, from the same decode. */
export async function makeShown(bytes: Uint8Array, size: PictureSize) {
  const type = sniffPictureType(bytes)
  return await decode(bytes, async (image) => {
    const { autoOrient } = await image.metadata()
    const shrunk = await shrinkTo(image, size)
    const shown = () =>
      encode(async () => {
        const [file, thumbhash] = await Promise.all([
          shrunk().webp(webp).toBuffer(),
          thumbhashOf(shrunk()),
        ])
        return { webp: file as Uint8Array, thumbhash }
      })
    return { type: type!, ...autoOrient, shown } // decode lets nothing in that has no type
  })
}

/** WebP files no longer than 256, 512 and 1024 pixels on the long edge, from one decode; never enlarged. */
export async function makeSizes(bytes: Uint8Array): Promise<Record<PictureSize, Uint8Array>> {
  const [small, middle, large] = await makeSomeSizes(bytes, pictureSizes)
  return { 256: small!, 512: middle!, 1024: large! }
}

/** The same for these sizes alone, in their order. */
export async function makeSomeSizes(
  bytes: Uint8Array,
  sizes: readonly PictureSize[],
): Promise<readonly Uint8Array[]> {
  return await decode(bytes, async (image) => {
    const shrunk = await shrinkTo(image, Math.max(...sizes))
    return await Promise.all(sizes.map((size) => fitInto(shrunk(), size).webp(webp).toBuffer()))
  })
}

/** base64 of a thumbhash (about 25 bytes). Cheapest from a small file. */
export async function makeThumbhash(bytes: Uint8Array): Promise<string> {
  return await decode(bytes, thumbhashOf)
}

async function thumbhashOf(image: Sharp): Promise<string> {
  const { data, info } = await fitInto(image, 100)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}

/** The whole picture is decoded, and held small: a function that opens its pixels again. */
async function shrinkTo(image: Sharp, size: number): Promise<() => Sharp> {
  const { data, info } = await fitInto(image, size).raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return () => sharp(data, { raw: { width, height, channels } })
}

function fitInto(image: Sharp, size: number): Sharp {
  return image.resize(size, size, { fit: 'inside', withoutEnlargement: true })
}

/** Quadrant 1 to 4 of a 2×2 composite as PNG, pixel for pixel. Throws `bad-request` for another index. */
export async function cutQuadrant(bytes: Uint8Array, index: number): Promise<Uint8Array> {
  return await decode(bytes, async (image) => {
    const { autoOrient } = await image.metadata()
    const box = quadrantBoxes(autoOrient.width, autoOrient.height)[index - 1]
    if (!box) throw new StudioError('bad-request', 'a grid has the quadrants 1 to 4')
    const { x: left, y: top, width, height } = box
    return await image.extract({ left, top, width, height }).png({ compressionLevel: 6 }).toBuffer()
  })
}

/** A gateway's preview, re-encoded quickly: at most 1024 pixels, nothing of the original file but its pixels. */
export async function previewWebp(bytes: Uint8Array): Promise<Uint8Array> {
  return await decode(bytes, (image) =>
    image
      .resize(1024, 1024, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 70, effort: 1 })
      .toBuffer(),
  )
}
