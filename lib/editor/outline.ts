/** The border of what is painted, as straight pieces between pixels: what the moving outline is drawn along. */
import type { Box } from './geometry'
import { type Mask, threshold } from './mask'

/**
 * Pieces of the border within a box, four numbers each (x1, y1, x2, y2), horizontal ones first. A border on the
 * far side of the box belongs to the next one, except at the end of the picture.
 */
export function outlineOf(mask: Mask, box: Box): Int16Array {
  const pieces: number[] = []
  const { data, width, height } = mask
  const isPainted = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x]! >= threshold
  const right = box.x + box.width
  const bottom = box.y + box.height
  for (let y = box.y; y < bottom + (bottom === height ? 1 : 0); y++) {
    let start = -1
    for (let x = box.x; x <= right; x++) {
      const isBorder = x < right && isPainted(x, y) !== isPainted(x, y - 1)
      if (isBorder && start < 0) start = x
      if (!isBorder && start >= 0) {
        pieces.push(start, y, x, y)
        start = -1
      }
    }
  }
  for (let x = box.x; x < right + (right === width ? 1 : 0); x++) {
    let start = -1
    for (let y = box.y; y <= bottom; y++) {
      const isBorder = y < bottom && isPainted(x, y) !== isPainted(x - 1, y)
      if (isBorder && start < 0) start = y
      if (!isBorder && start >= 0) {
        pieces.push(x, start, x, y)
        start = -1
      }
    }
  }
  return Int16Array.from(pieces)
}
