import 'server-only'
/**
 * The only door to sharp for bytes that came from outside. Image decoders are where a hostile picture becomes
 * somebody else's code or all of our memory, so everything that is not PNG, JPEG or WebP is switched off in the
 * library itself (for the whole process), sizes and times are capped, and at most two decode at once.
 */
import sharp, { type Sharp } from 'sharp'
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
const maxAtOnce = 2
const maxSeconds = 10

const inTurn = createTurns(maxAtOnce)

/**
 * Hands `work` the picture in `bytes`, upright. Throws `StudioError('unsupported-type')` for anything that is not
 * a sound PNG, JPEG or WebP within the limits.
 */
export async function decode<T>(bytes: Uint8Array, work: (image: Sharp) => Promise<T>): Promise<T> {
  if (!sniffPictureType(bytes)) {
    throw new StudioError('unsupported-type', 'not a PNG, JPEG or WebP')
  }
  return await inTurn(async () => {
    try {
      const options = { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true } as const
      return await work(sharp(bytes, options).timeout({ seconds: maxSeconds }))
    } catch (cause) {
      if (cause instanceof StudioError) throw cause
      throw new StudioError('unsupported-type', 'the picture cannot be decoded', { cause })
    }
  })
}
