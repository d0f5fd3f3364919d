/**
 * Three sizes of a grid as the archive makes them, with every check of reliability that goes with it, beside sharp by
 * itself in the same process: the same sizes and settings, each from the file, nothing asked and nothing looked at.
 */
import sharp from 'sharp'
import { pictureSizes } from '@/lib/mj/task'
import { inspectPicture, makeSizes, makeThumbhash } from '@/lib/server/images/picture'
import { type Figure, median, row } from '../figure'

const side = 2048
const channels = 3

export const thumbnails: Figure = {
  name: 'thumbnails',
  about: 'sizes of a 2048 × 2048 grid made for the archive, beside sharp straight',
  async run({ isShort }) {
    const bytes = await painting()
    const times = isShort ? 3 : 25
    const [own, straight, whole]: [number[], number[], number[]] = [[], [], []]
    for (let n = 0; n < times; n += 1) {
      own.push(await timed(() => makeSizes(bytes)))
      straight.push(await timed(() => straightSizes(bytes)))
      whole.push(
        await timed(async () => {
          await inspectPicture(bytes)
          const sizes = await makeSizes(bytes)
          await makeThumbhash(sizes[256])
        }),
      )
    }
    const aSecond = (took: readonly number[]) => (1000 * pictureSizes.length) / median(took)
    const reference = { what: 'sharp straight', value: aSecond(straight) }
    return [
      row('thumbnails', aSecond(own), 'a second', { reference }),
      row('thumbnails, with verdict and blur', aSecond(whole), 'a second', { reference }),
    ]
  },
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function straightSizes(bytes: Uint8Array): Promise<readonly Buffer[]> {
  return Promise.all(
    pictureSizes.map((size) =>
      sharp(bytes)
        .resize(size, size, { fit: 'inside' })
        .webp({ quality: 80, effort: 4, smartSubsample: true })
        .toBuffer(),
    ),
  )
}

/** As heavy as a grid of a gateway: some megabytes of PNG, a soft gradient under a fine grain. */
async function painting(): Promise<Buffer> {
  const pixels = Buffer.alloc(side * side * channels)
  let grain = 1
  for (let n = 0; n < pixels.length; n += 1) {
    // Always the same grain, by the generator of Park and Miller.
    grain = (grain * 48_271) % 2_147_483_647
    const [x, y] = [Math.floor(n / channels) % side, Math.floor(n / channels / side)]
    pixels[n] = 40 + (90 * (x + y * ((n % channels) + 1))) / (2 * side) + (grain % 24)
  }
  return sharp(pixels, { raw: { width: side, height: side, channels } })
    .png({ compressionLevel: 6 })
    .toBuffer()
}
