/** The mask as it is laid over its picture: red film with fine hatching, or plain black and white. */
import type { Box, Size } from './geometry'
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

/** Longest side of a film, in pixels. */
const longestFilm = 2048

/**
 * A film has the pixels of its picture, of a very large one only every second: a browser copies a canvas that has
 * changed, and sixty-four megabytes are no longer copied within a frame. The outline is exact at any size.
 */
export function everyOf({ width, height }: Size): number {
  return Math.ceil(Math.max(width, height) / longestFilm)
}

/** What of a film shows a box of the picture. */
export function filmBox(box: Box, every: number): Box {
  const x = Math.floor(box.x / every)
  const y = Math.floor(box.y / every)
  return {
    x,
    y,
    width: Math.ceil((box.x + box.width) / every) - x,
    height: Math.ceil((box.y + box.height) / every) - y,
  }
}

/**
 * RGBA of a box of the film, row by row, as `ImageData` holds it. What it returns is good until the next call: strokes repaint a
 * hundred times a second, and pieces that are thrown away each time would have to be collected in the middle of one.
 */
export type Film = (mask: Mask, box: Box) => Uint8ClampedArray<ArrayBuffer>

export function createFilm(look: FilmLook, every = 1): Film {
  const shades = shadesOf(look)
  const { hatch } = look
  const thin = Math.max(1, Math.round(hatch / 4))
  let buffer = new ArrayBuffer(0)
  return (mask, box) => {
    const length = box.width * box.height
    if (buffer.byteLength < length * 4) buffer = new ArrayBuffer(length * 4)
    const words = new Uint32Array(buffer, 0, length)
    const right = (box.x + box.width) * every
    for (let row = 0, to = 0; row < box.height; row++) {
      const y = (box.y + row) * every
      let at = y * mask.width + box.x * every
      for (let x = box.x * every; x < right; x += every, at += every, to++) {
        const value = mask.data[at]!
        const isLine = hatch > 0 && value > 0 && (x + y) % hatch < thin
        words[to] = shades[isLine ? value + 256 : value]!
      }
    }
    return new Uint8ClampedArray(buffer, 0, length * 4)
  }
}

/** A box in pieces of whole rows and at most `pixels` each, so that a whole picture needs no second one's memory. */
export function* bandsOf(box: Box, pixels = 1 << 18): Generator<Box> {
  const height = Math.max(1, Math.floor(pixels / box.width))
  const bottom = box.y + box.height
  for (let y = box.y; y < bottom; y += height) {
    yield { ...box, y, height: Math.min(height, bottom - y) }
  }
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
