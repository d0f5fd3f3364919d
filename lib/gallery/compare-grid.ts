/** How pictures that are compared share a stage: equal cells, as many columns as let the pictures be largest. */
import type { Size } from '@/lib/editor/geometry'

/** More than these would each be too small to be judged, and have no key of their own. */
export const mostCompared = 9

export type CompareGrid = { columns: number; rows: number; cell: Size }

/** `ratios` are width by height of each picture, at least one. */
export function compareGrid(ratios: readonly number[], stage: Size, gap: number): CompareGrid {
  const count = Math.max(1, ratios.length)
  const grids = Array.from({ length: count }, (_, n) => gridOf(n + 1, count, stage, gap))
  // Of equally good ones the first: fewer columns, so that the eye goes down before it goes far to the right.
  return grids.reduce((best, grid) => (areaOf(grid, ratios) > areaOf(best, ratios) ? grid : best))
}

/** Which two of several pictures are compared, by their places. */
export type Pair = readonly [number, number]

/** The chosen two, as far as they are still among `count`; null when one is left alone. */
export function pairWithin([first, second]: Pair, count: number): Pair | null {
  if (count < 2) return null
  const a = Math.min(first, count - 1)
  const b = Math.min(second, count - 1)
  return a === b ? [a, a === 0 ? 1 : 0] : [a, b]
}

function gridOf(columns: number, count: number, stage: Size, gap: number): CompareGrid {
  const rows = Math.ceil(count / columns)
  return {
    columns,
    rows,
    cell: {
      width: Math.max(1, (stage.width - gap * (columns - 1)) / columns),
      height: Math.max(1, (stage.height - gap * (rows - 1)) / rows),
    },
  }
}

/** What the pictures cover when each is fitted into its cell. */
function areaOf({ cell }: CompareGrid, ratios: readonly number[]): number {
  return ratios.reduce((sum, ratio) => {
    const width = Math.min(cell.width, cell.height * ratio)
    return sum + (width * width) / ratio
  }, 0)
}
