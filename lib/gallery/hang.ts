/** The wall of a search: its shapes decoded, its rows as high as the screen and the person want them. */
import type { LibraryWall } from '@/lib/mj/library'
import { ratiosOfShapes } from './shapes'
import { layWall, type Section, type Wall } from './wall'

export type RowSize = 'small' | 'medium' | 'large'

/** A wall narrower than this is one of a phone. */
const narrow = 640
const rowHeights: Readonly<Record<'narrow' | 'wide', Readonly<Record<RowSize, number>>>> = {
  narrow: { small: 84, medium: 124, large: 236 },
  wide: { small: 118, medium: 206, large: 320 },
}

export const headingHeight = 40

function rowHeightOf(size: RowSize, width: number): number {
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

/**
 * A collection in its own order is one month without a name, and has no heading. Where months hold less than a row or
 * two each, years take their place: every heading begins a row anew.
 */
export function hang(
  { months, total }: Pick<LibraryWall, 'months' | 'total'>,
  ratios: Float32Array,
  { width, size }: { width: number; size: RowSize },
): Wall {
  const isSparse = total < months.length * sparse
  return layWall(isSparse ? yearsOf(months) : months, ratios, {
    width,
    rowHeight: rowHeightOf(size, width),
    gap: width < narrow ? 3 : 6,
    headingHeight: months.some(({ name }) => name !== '') ? headingHeight : 0,
  })
}

/** Fewer frames a month than this are sparse. */
const sparse = 10

function yearsOf(months: LibraryWall['months']): readonly Section[] {
  const years = new Map<string, number>()
  for (const { name, count } of months) {
    const year = name.slice(0, 4)
    years.set(year, (years.get(year) ?? 0) + count)
  }
  return [...years].map(([name, count]) => ({ name, count }))
}
