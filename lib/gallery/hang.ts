/** The wall of a search: its shapes decoded, its rows as high as the screen and the person want them. */
import type { LibraryWall } from '@/lib/mj/library'
import { ratiosOfShapes } from './shapes'
import { layWall, type Wall } from './wall'

export type RowSize = 'small' | 'medium' | 'large'

/** A wall narrower than this is one of a phone. */
const narrow = 640
const rowHeights: Readonly<Record<'narrow' | 'wide', Readonly<Record<RowSize, number>>>> = {
  narrow: { small: 84, medium: 124, large: 236 },
  wide: { small: 118, medium: 206, large: 320 },
}

export const headingHeight = 40

export function rowHeightOf(size: RowSize, width: number): number {
  return rowHeights[width < narrow ? 'narrow' : 'wide'][size]
}

/** Width by height of every frame, in the order of the wall. */
export function ratiosOf({ months, total }: Pick<LibraryWall, 'months' | 'total'>): Float32Array {
  const ratios = new Float32Array(total)
  let first = 0
  for (const { shapes } of months) {
    ratios.set(ratiosOfShapes(shapes), first)
    first += shapes.length
  }
  return ratios
}

/** A collection in its own order is one month without a name, and has no heading. */
export function hang(
  { months }: Pick<LibraryWall, 'months'>,
  ratios: Float32Array,
  { width, size }: { width: number; size: RowSize },
): Wall {
  return layWall(months, ratios, {
    width,
    rowHeight: rowHeightOf(size, width),
    gap: width < narrow ? 3 : 6,
    headingHeight: months.some(({ name }) => name !== '') ? headingHeight : 0,
  })
}
