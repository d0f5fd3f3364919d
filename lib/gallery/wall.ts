/**
 * The wall of all pictures: months under their headings, each broken into rows. It is laid out whole from the shapes
 * alone, so that the scrollbar has its size before a single picture is known, and never changes it.
 */
import type { Box } from '@/lib/mj/task'
import { breakRows, type Row, type RowOptions, shownRatio } from './rows'

/** Pictures of one heading, newest first. */
export type Section = { name: string; count: number }

export type WallRow = Row & { section: number; top: number }
export type WallHeading = { section: number; name: string; top: number; count: number }

export type Wall = RowOptions & {
  ratios: ArrayLike<number>
  headings: readonly WallHeading[]
  rows: readonly WallRow[]
  height: number
}

export type WallOptions = RowOptions & { headingHeight: number }

/** `ratios` holds width by height of every picture, in the order of the sections. */
export function layWall(
  sections: readonly Section[],
  ratios: ArrayLike<number>,
  options: WallOptions,
): Wall {
  const { gap, headingHeight, width, rowHeight } = options
  const headings: WallHeading[] = []
  const rows: WallRow[] = []
  let top = 0
  let first = 0
  sections.forEach(({ name, count }, section) => {
    headings.push({ section, name, top, count })
    top += headingHeight
    breakRows(ratios, [first, first + count], options, (at, inRow, height) => {
      rows.push({ first: at, count: inRow, height, section, top })
      top += height + gap
    })
    first += count
  })
  return { ratios, width, rowHeight, gap, headings, rows, height: Math.max(0, top - gap) }
}

/** Rows that are at least partly between two heights, as a range of their numbers: [from, to). */
export function rowsBetween(
  { rows }: Wall,
  top: number,
  bottom: number,
): readonly [number, number] {
  const from = firstRow(rows, (row) => row.top + row.height > top)
  const to = firstRow(rows, (row) => row.top >= bottom)
  return [from, Math.max(from, to)]
}

/** The number of the row that holds a picture. */
export function rowOf({ rows }: Wall, picture: number): number {
  return firstRow(rows, (row) => row.first + row.count > picture)
}

/** Where each picture of a row is shown. */
export function boxesOf(wall: Wall, row: WallRow): readonly Box[] {
  const boxes: Box[] = []
  let x = 0
  for (let at = row.first; at < row.first + row.count; at++) {
    const width = shownRatio(wall.ratios[at]!) * row.height
    boxes.push({ x, y: row.top, width, height: row.height })
    x += width + wall.gap
  }
  return boxes
}

/** Where a picture hangs, by its number; null where there is none. */
export function boxOf(wall: Wall, picture: number): Box | null {
  const row = wall.rows[rowOf(wall, picture)]
  return row ? boxesOf(wall, row)[picture - row.first]! : null
}

/** The first row for which `holds` is true, where it is false for all before: by halving. */
function firstRow(rows: readonly WallRow[], holds: (row: WallRow) => boolean): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(rows[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
