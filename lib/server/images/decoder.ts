import 'server-only'
/**
 * The only door to sharp for bytes that came from outside. Image decoders are where a hostile picture becomes
 * somebody else's code or all of our memory, so everything that is not PNG, JPEG or WebP is switched off in the
 * library itself (for the whole process), sizes and times are capped, and at most two decode at once.
 */
import sharp, { type Metadata, type Sharp } from 'sharp'
import { sniffPictureType } from '@/lib/gateway/picture-type'
import { StudioError } from '@/lib/mj/errors'
import { createTurns } from './turns'

sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadWebpFile',
  ],
})
// One thread a picture: the second core belongs to the server. No cache: every picture is seen once.
sharp.concurrency(1)
sharp.cache(false)

/** A 747 kB PNG can claim 256 megapixels and take nine seconds; no picture of ours has more than 17. */
const maxPixels = 50_000_000
/**
 * An interlaced or progressive picture cannot be read line by line, so that one of 50 megapixels takes 300 MB and half
 * a second. This is still more than any picture of ours.
 */
const maxWholePixels = 20_000_000
const maxAtOnce = 2
const maxSeconds = 10

const inTurn = createTurns(maxAtOnce)

/**
 * Hands `work` the picture in `bytes`, upright. Throws `StudioError('unsupported-type')` for anything that is not
 * a sound PNG, JPEG or WebP within the limits, and `too-large` for one that would have to be held in memory whole.
 */
export async function decode<T>(bytes: Uint8Array, work: (image: Sharp) => Promise<T>): Promise<T> {
  if (!sniffPictureType(bytes)) {
    throw new StudioError('unsupported-type', 'not a PNG, JPEG or WebP')
  }
  return await inTurn(async () => {
    try {
      const options = { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true } as const
      const image = sharp(bytes, options).timeout({ seconds: maxSeconds })
      ensureBearable(await image.metadata())
      return await work(image)
    } catch (cause) {
      if (cause instanceof StudioError) throw cause
      throw new StudioError('unsupported-type', 'the picture cannot be decoded', { cause })
    }
  })
}

function ensureBearable({ isProgressive, width, height }: Metadata): void {
  if (!isProgressive || width * height <= maxWholePixels) return
  throw new StudioError(
    'too-large',
    'an interlaced or progressive picture may have at most 20 megapixels',
  )
}
