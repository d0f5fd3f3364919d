/** Points and boxes in the picture's natural pixels. Pixel (i, j) covers [i, i+1) × [j, j+1); its centre is at +0.5. */
import type { Box } from '@/lib/mj/task'

export type { Box } from '@/lib/mj/task'
export type Point = { x: number; y: number }
export type Size = { width: number; height: number }

/** The whole pixels that a box with real edges touches, within the picture; null where there are none. */
export function pixelBox(
  left: number,
  top: number,
  right: number,
  bottom: number,
  within: Size,
): Box | null {
  const x = Math.max(0, Math.floor(left))
  const y = Math.max(0, Math.floor(top))
  const width = Math.min(within.width, Math.ceil(right)) - x
  const height = Math.min(within.height, Math.ceil(bottom)) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** The smallest box around both. */
export function unionBox(a: Box | null, b: Box | null): Box | null {
  if (a === null || b === null) return a ?? b
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

/** What both have in common; null where that is nothing. */
export function overlapOf(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** The box with a margin of `by` pixels on each side, as far as the picture goes. */
export function growBox(box: Box, by: number, within: Size): Box {
  const x = Math.max(0, box.x - by)
  const y = Math.max(0, box.y - by)
  return {
    x,
    y,
    width: Math.min(within.width, box.x + box.width + by) - x,
    height: Math.min(within.height, box.y + box.height + by) - y,
  }
}

export function wholeOf({ width, height }: Size): Box {
  return { x: 0, y: 0, width, height }
}

/** The box that two opposite corners span, with `isSquare` its sides made equal to the longer one. */
export function cornersBox(from: Point, to: Point, isSquare = false): Box {
  let dx = to.x - from.x
  let dy = to.y - from.y
  if (isSquare) {
    const side = Math.max(Math.abs(dx), Math.abs(dy))
    dx = dx < 0 ? -side : side
    dy = dy < 0 ? -side : side
  }
  return {
    x: Math.min(from.x, from.x + dx),
    y: Math.min(from.y, from.y + dy),
    width: Math.abs(dx),
    height: Math.abs(dy),
  }
}

/**
 * A coordinate as it is kept: sixteenths of a pixel. A gesture is painted from what is kept, so that its replay
 * gives the same bytes.
 */
export function quantize(value: number): number {
  return Math.round(value * 16) / 16
}
