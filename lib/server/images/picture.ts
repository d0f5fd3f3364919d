import 'server-only'
/** What a picture is, and the files made from it. Every function takes the bytes of a PNG, JPEG or WebP. */
import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { sniffPictureType, type PictureType } from '@/lib/gateway/picture-type'
import { StudioError } from '@/lib/mj/errors'
import type { PictureSize } from '@/lib/mj/task'
import { decode } from './decoder'
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

/** WebP files no longer than 256, 512 and 1024 pixels on the long edge, from one decode; never enlarged. */
export async function makeSizes(bytes: Uint8Array): Promise<Record<PictureSize, Uint8Array>> {
  return await decode(bytes, async (image) => {
    const { data, info } = await image
      .resize(1024, 1024, { fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const shrink = async (size: PictureSize): Promise<Uint8Array> =>
      await sharp(data, { raw: { width, height, channels } })
        .resize(size, size, { fit: 'inside', withoutEnlargement: true })
        .webp(webp)
        .toBuffer()
    const [small, middle, large] = await Promise.all([shrink(256), shrink(512), shrink(1024)])
    return { 256: small, 512: middle, 1024: large }
  })
}

/** base64 of a thumbhash (about 25 bytes). Cheapest from the 256 file of `makeSizes`. */
export async function makeThumbhash(bytes: Uint8Array): Promise<string> {
  return await decode(bytes, async (image) => {
    const { data, info } = await image
      .resize(100, 100, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
  })
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
