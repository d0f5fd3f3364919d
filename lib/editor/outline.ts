/** The border of what is painted, as straight pieces between pixels: what the moving outline is drawn along. */
import type { Box } from './geometry'
import { type Mask, threshold } from './mask'

/**
 * Pieces of the border within a box, four numbers each (x1, y1, x2, y2), horizontal ones first. A border on the
 * far side of the box belongs to the next one, except at the end of the picture. `every` above 1 looks at every so
 * many-th pixel only, for a picture that is shown that much smaller; the box then begins at one of those.
 */
export function outlineOf(mask: Mask, box: Box, every = 1): Int16Array {
  const right = box.x + box.width
  const bottom = box.y + box.height
  const samples = {
    left: box.x / every,
    top: box.y / every,
    right: Math.ceil(right / every),
    bottom: Math.ceil(bottom / every),
    isLastColumn: right === mask.width,
    isLastRow: bottom === mask.height,
    every,
  }
  const pieces: number[] = []
  lyingPieces(mask, samples, pieces)
  standingPieces(mask, samples, pieces)
  return Int16Array.from(pieces)
}

/** A box counted in samples. */
type Samples = {
  left: number
  top: number
  right: number
  bottom: number
  isLastColumn: boolean
  isLastRow: boolean
  every: number
}

function lyingPieces({ data, width, height }: Mask, samples: Samples, pieces: number[]): void {
  const { left, top, right, bottom, isLastRow, every } = samples
  for (let row = top; row < bottom + (isLastRow ? 1 : 0); row++) {
    const y = Math.min(row * every, height)
    const here = row < bottom ? row * every * width : -1
    const above = row > 0 ? (row - 1) * every * width : -1
    let start = -1
    for (let column = left; column <= right; column++) {
      const x = column * every
      const isBorder =
        column < right && differ(here < 0 ? 0 : data[here + x]!, above < 0 ? 0 : data[above + x]!)
      if (isBorder && start < 0) start = x
      if (!isBorder && start >= 0) {
        pieces.push(start, y, Math.min(x, width), y)
        start = -1
      }
    }
  }
}

/** Row by row as well, which is how a mask lies in memory, with what each column has begun. */
function standingPieces({ data, width, height }: Mask, samples: Samples, pieces: number[]): void {
  const { left, top, right, bottom, isLastColumn, every } = samples
  const columns = right - left + (isLastColumn ? 1 : 0)
  const starts = new Int16Array(columns).fill(-1)
  for (let row = top; row <= bottom; row++) {
    const line = row * every * width
    for (let n = 0; n < columns; n++) {
      const column = left + n
      const x = column * every
      const isBorder =
        row < bottom &&
        differ(column < right ? data[line + x]! : 0, column > 0 ? data[line + x - every]! : 0)
      const start = starts[n]!
      if (isBorder && start < 0) starts[n] = row * every
      if (!isBorder && start >= 0) {
        pieces.push(Math.min(x, width), start, Math.min(x, width), Math.min(row * every, height))
        starts[n] = -1
      }
    }
  }
}

/** One painted and one not: the threshold is the value of the highest bit. */
const differ = (a: number, b: number) => ((a ^ b) & threshold) !== 0

/** How many pixels of the picture lie on one of the screen at a scale, as a power of two: `every` for `outlineOf`. */
export function outlineStep(scale: number): number {
  return scale >= 1 ? 1 : 2 ** Math.min(6, Math.floor(-Math.log2(scale)))
}
