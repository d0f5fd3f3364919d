import 'server-only'
/** A picture made small enough for a gateway that takes no larger ones (gateways.md quirk 21). */
import sharp from 'sharp'
import { decode } from './images/decoder'

const jpeg = { quality: 90, mozjpeg: false, chromaSubsampling: '4:4:4' } as const
/** Each try aims a little below the limit; the size of a JPEG goes nearly with its pixels. */
const aim = 0.92
const mostTries = 6

/**
 * The bytes themselves where they fit, to the last one; else a JPEG of the whole picture, upright, of no more than
 * `mostBytes`, on white where the picture is transparent.
 */
export async function fitPicture(bytes: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  if (bytes.length <= mostBytes) return bytes
  return decode(bytes, async (image) => {
    const { data, info } = await image
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    let scale = 1
    for (let tries = 1; ; tries += 1) {
      const size = {
        width: Math.max(1, Math.round(width * scale)),
        height: Math.max(1, Math.round(height * scale)),
      }
      const file = await sharp(data, { raw: { width, height, channels } })
        .resize(size)
        .jpeg(jpeg)
        .toBuffer()
      if (file.length <= mostBytes || tries === mostTries) return file
      scale *= Math.sqrt((mostBytes / file.length) * aim)
    }
  })
}
