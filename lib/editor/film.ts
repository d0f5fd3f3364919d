/** The mask as it is laid over its picture: red film with fine hatching, or plain black and white. */
import { type Box, type Size, wholeOf } from './geometry'
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

/** Pixels between two lines of the hatching: about eight of the screen while the picture is fitted. */
export function hatchOf({ width, height }: Size): number {
  return Math.max(3, Math.round(Math.max(width, height) / 110))
}

/** Pixels of a film at most: a browser copies a canvas that has changed, and more are not copied within a frame. */
const mostPixels = 5 << 20
/** A part that is covered is of whole squares of the first side that is affordable: a small pan keeps the film. */
const steps = [512, 128] as const

/** The part of a picture that is under the film, and how many of its pixels one of the film's stands for. */
export type Cover = { box: Box; every: number }

/**
 * A picture of usual size is covered whole, pixel by pixel. One that is too large for it is covered where it is seen
 * as long as that is little enough, and else whole, with a film of every second pixel: shrunk as the picture then is
 * nobody can tell. The outline is exact at any size.
 */
export function coverOf(picture: Size, seen: Box | null): Cover {
  const whole = wholeOf(picture)
  const every = Math.ceil(Math.sqrt((picture.width * picture.height) / mostPixels))
  if (every === 1 || seen === null) return { box: whole, every }
  const box = steps
    .map((step) => stepped(seen, step, picture))
    .find(({ width, height }) => width * height <= mostPixels)
  return box ? { box, every: 1 } : { box: whole, every }
}

/** The smallest box of whole steps around another, as far as the picture goes. */
function stepped({ x, y, width, height }: Box, step: number, within: Size): Box {
  const left = Math.floor(x / step) * step
  const top = Math.floor(y / step) * step
  const right = Math.min(within.width, Math.ceil((x + width) / step) * step)
  const bottom = Math.min(within.height, Math.ceil((y + height) / step) * step)
  return { x: left, y: top, width: right - left, height: bottom - top }
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
 * RGBA of a box of the film, row by row, as `ImageData` holds it. What it returns is good until the next call: strokes
 * repaint a hundred times a second, and pieces that are thrown away each time would have to be collected in the middle
 * of one.
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
