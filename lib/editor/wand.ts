/** The magic wand: pixels of nearly the colour under it, either connected to that place or anywhere. */
import type { Box } from './geometry'
import type { Pixels } from './mask'
import type { Selection } from './shapes'

export type WandOptions = {
  /** 0 (this very colour) to 100 (every colour). */
  tolerance: number
  /** True: only what hangs together with the place, over edges, not corners. */
  contiguous: boolean
}

/**
 * Distance of two colours as the eye weighs them, squared, in integers: the low-cost approximation of Thiadmer
 * Riemersma ("redmean"), whose maximum is about 765².
 */
export function colourDistance2(data: Pixels['data'], a: number, r: number, g: number, b: number) {
  const dr = data[a]! - r
  const dg = data[a + 1]! - g
  const db = data[a + 2]! - b
  const red = (data[a]! + r) >> 1
  return (((512 + red) * dr * dr) >> 8) + 4 * dg * dg + (((767 - red) * db * db) >> 8)
}

const farthest = 765

/** Pixels near the colour at (x, y). A place outside the picture selects nothing. */
export function selectByColour(
  pixels: Pixels,
  x: number,
  y: number,
  { tolerance, contiguous }: WandOptions,
): Selection {
  const { width, height, data } = pixels
  const [column, row] = [Math.floor(x), Math.floor(y)]
  if (column < 0 || row < 0 || column >= width || row >= height) {
    return { box: null, bytes: new Uint8Array(0) }
  }
  const seed = (row * width + column) * 4
  const [r, g, b] = [data[seed]!, data[seed + 1]!, data[seed + 2]!]
  const limit = ((tolerance / 100) * farthest) ** 2
  const isNear = (at: number) => colourDistance2(data, at * 4, r, g, b) <= limit
  return contiguous ? flood(pixels, column, row, isNear) : everywhere(pixels, isNear)
}

function everywhere({ width, height }: Pixels, isNear: (at: number) => boolean): Selection {
  const bytes = new Uint8Array(width * height)
  for (let at = 0; at < bytes.length; at++) if (isNear(at)) bytes[at] = 255
  return { box: { x: 0, y: 0, width, height }, bytes }
}

/** Row by row from the place: each span is filled whole, and its neighbours above and below wait on a stack. */
function flood(
  { width, height }: Pixels,
  column: number,
  row: number,
  isNear: (at: number) => boolean,
): Selection {
  const filled = new Uint8Array(width * height)
  const waiting = [row * width + column]
  let [left, top, right, bottom] = [column, row, column, row]
  while (waiting.length > 0) {
    const at = waiting.pop()!
    if (filled[at]) continue
    const y = Math.floor(at / width)
    const start = y * width
    let from = at
    while (from > start && !filled[from - 1] && isNear(from - 1)) from--
    let to = at
    while (to < start + width - 1 && !filled[to + 1] && isNear(to + 1)) to++
    filled.fill(255, from, to + 1)
    if (from - start < left) left = from - start
    if (to - start > right) right = to - start
    if (y < top) top = y
    if (y > bottom) bottom = y
    for (const neighbour of [y - 1, y + 1]) {
      if (neighbour < 0 || neighbour >= height) continue
      const shift = (neighbour - y) * width
      let isInside = false
      for (let next = from + shift; next <= to + shift; next++) {
        const isOpen = !filled[next] && isNear(next)
        if (isOpen && !isInside) waiting.push(next)
        isInside = isOpen
      }
    }
  }
  return crop(filled, width, { x: left, y: top, width: right - left + 1, height: bottom - top + 1 })
}

function crop(bytes: Uint8Array, width: number, box: Box): Selection {
  const cropped = new Uint8Array(box.width * box.height)
  for (let row = 0; row < box.height; row++) {
    const start = (box.y + row) * width + box.x
    cropped.set(bytes.subarray(start, start + box.width), row * box.width)
  }
  return { box, bytes: cropped }
}
