import 'server-only'
/**
 * The only door to sharp for bytes that came from outside. Image decoders are where a hostile picture becomes
 * somebody else's code or all of our memory, so everything that is not PNG, JPEG or WebP is switched off in the
 * library itself (for the whole process), sizes and times are capped, and at most two decode at once, one of them large.
 */
import sharp, { type Metadata, type Sharp } from 'sharp'
import { sniffPictureType } from '@/lib/gateway/picture-type'
import { StudioError } from '@/lib/mj/errors'
import { withoutPackedTexts } from './png-texts'
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
/** As many bytes as 50 megapixels with transparency; deeper pixels must be fewer. */
const maxUnpackedBytes = 200_000_000
/** A picture of more than this waits for any other such: honest ones do not notice, two bombs never meet. */
const largePixels = 20_000_000
const maxAtOnce = 2
const maxSeconds = 10

const inTurn = createTurns(maxAtOnce)
const largeInTurn = createTurns(1)

/**
 * Hands `work` the picture in `bytes`, upright. Throws `StudioError('unsupported-type')` for anything that is not
 * a sound PNG, JPEG or WebP within the limits, and `too-large` for one that would have to be held in memory whole.
 */
export async function decode<T>(bytes: Uint8Array, work: (image: Sharp) => Promise<T>): Promise<T> {
  const type = sniffPictureType(bytes)
  if (!type) throw new StudioError('unsupported-type', 'not a PNG, JPEG or WebP')
  const picture = type === 'image/png' ? withoutPackedTexts(bytes) : bytes
  try {
    const pixels = await measure(picture)
    const go = () => inTurn(() => work(open(picture)))
    return await (pixels > largePixels ? largeInTurn(go) : go())
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    throw new StudioError('unsupported-type', 'the picture cannot be decoded', { cause })
  }
}

/** Runs `work` on pixels that have been decoded already, when it is its turn among those that decode. */
export function encode<T>(work: () => Promise<T>): Promise<T> {
  return inTurn(work)
}

function open(bytes: Uint8Array): Sharp {
  const options = { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true } as const
  return sharp(bytes, options).timeout({ seconds: maxSeconds })
}

/** How many pixels it has, by its head. Throws `too-large` for more than can be borne. */
function measure(bytes: Uint8Array): Promise<number> {
  return inTurn(async () => {
    const metadata = await open(bytes).metadata()
    ensureBearable(metadata)
    return metadata.width * metadata.height
  })
}

function ensureBearable({ isProgressive, width, height, channels, depth }: Metadata): void {
  const pixels = width * height
  if (isProgressive && pixels > maxWholePixels) {
    throw new StudioError(
      'too-large',
      'an interlaced or progressive picture may have at most 20 megapixels',
    )
  }
  if (pixels * channels * bytesOfDepth(depth) > maxUnpackedBytes) {
    throw new StudioError('too-large', 'so many pixels may not be of 16 bits')
  }
}

/** PNG knows 8 and 16 bits, JPEG and WebP 8; what is less is unpacked to 8. */
function bytesOfDepth(depth: string): number {
  return depth === 'ushort' ? 2 : 1
}
