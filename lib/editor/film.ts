/** The mask as it is laid over its picture: red film with fine hatching, or plain black and white. */
import type { Box } from './geometry'
import type { Mask } from './mask'

export const filmColours = {
  red: [255, 92, 61],
  green: [64, 214, 120],
  blue: [76, 148, 255],
} as const
export type FilmColour = keyof typeof filmColours

export type FilmLook = {
  colour: FilmColour
  /** 0 to 1. */
  opacity: number
  /** Pixels of the picture between two lines of the hatching; 0 for none. */
  hatch: number
  /** What will be sent, and nothing of the picture. */
  isBlackAndWhite: boolean
}

/** RGBA of a box, row by row, as `ImageData` holds it. */
export function filmOf(mask: Mask, box: Box, look: FilmLook): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(box.width * box.height * 4)
  const words = new Uint32Array(rgba.buffer)
  const shades = shadesOf(look)
  const { hatch } = look
  const thin = Math.max(1, Math.round(hatch / 4))
  for (let row = 0, to = 0; row < box.height; row++) {
    const y = box.y + row
    let at = y * mask.width + box.x
    for (let x = box.x; x < box.x + box.width; x++, at++, to++) {
      const value = mask.data[at]!
      const isLine = hatch > 0 && value > 0 && (x + y) % hatch < thin
      words[to] = shades[isLine ? value + 256 : value]!
    }
  }
  return rgba
}

/** The word of each value, once between the lines of the hatching and once on them. */
function shadesOf({ colour, opacity, isBlackAndWhite }: FilmLook): Uint32Array {
  const bytes = new Uint8ClampedArray(512 * 4)
  const [r, g, b] = filmColours[colour]
  for (let value = 0; value < 256; value++) {
    const white = value >= 128 ? 255 : 0
    const alpha = value * opacity
    bytes.set(isBlackAndWhite ? [white, white, white, 255] : [r, g, b, alpha], value * 4)
    const onLine = isBlackAndWhite
      ? [white, white, white, 255]
      : [r, g, b, Math.min(255, alpha * 1.4)]
    bytes.set(onLine, (value + 256) * 4)
  }
  return new Uint32Array(bytes.buffer)
}
