import 'server-only'
/**
 * Vary Region promises the pixels outside the mask only as far as its gateway keeps the promise. Paste-back keeps it:
 * the result within the mask, the parent's very pixels outside it, and between them a soft edge.
 */
import sharp, { type Sharp } from 'sharp'
import { StudioError } from '@/lib/mj/errors'
import { decode } from './decoder'
import { quadrantBoxes } from './quadrants'

type Raw = { width: number; height: number; data: Uint8Array }

/**
 * `quadrant` 1 to 4 where the result is a 2×2 composite; `feather` in pixels of the parent, 0 for a hard edge. A
 * result of another size is scaled to the parent's. Returns a PNG of the parent's size. Throws `bad-request` when
 * mask and parent do not fit together.
 */
export async function pasteBack(
  parent: Uint8Array,
  mask: Uint8Array,
  result: Uint8Array,
  { quadrant, feather }: { quadrant: number | null; feather: number },
): Promise<Uint8Array> {
  const under = await decode(parent, (image) => rawOf(image.removeAlpha().toColourspace('srgb')))
  const { width, height } = under
  const weights = await decode(mask, async (image) => {
    const soft = feather > 0 ? image.blur(Math.max(0.3, feather / 2)) : image
    return await rawOf(soft.removeAlpha().toColourspace('b-w').extractChannel(0))
  })
  if (weights.width !== width || weights.height !== height) {
    throw new StudioError('bad-request', 'the mask has another size than its picture')
  }
  const over = await decode(result, async (image) => {
    const { autoOrient } = await image.metadata()
    const box =
      quadrant === null ? null : quadrantBoxes(autoOrient.width, autoOrient.height)[quadrant - 1]
    const part = box
      ? image.extract({ left: box.x, top: box.y, width: box.width, height: box.height })
      : image
    const fitted = part.resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    return await rawOf(fitted.removeAlpha().toColourspace('srgb'))
  })
  blend(under.data, over.data, weights.data)
  const png = sharp(under.data, { raw: { width, height, channels: 3 } }).png({
    compressionLevel: 6,
  })
  return await png.toBuffer()
}

/** In place. A weight of 0 leaves the pixel as it is, to the bit: nothing is rounded that is kept. */
function blend(under: Uint8Array, over: Uint8Array, weights: Uint8Array): void {
  for (let pixel = 0; pixel < weights.length; pixel++) {
    const weight = weights[pixel]!
    if (weight === 0) continue
    for (let at = pixel * 3; at < pixel * 3 + 3; at++) {
      const kept = under[at]!
      under[at] = Math.round(kept + ((over[at]! - kept) * weight) / 255)
    }
  }
}

async function rawOf(image: Sharp): Promise<Raw> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
