/** Choosing on the wall: what a marquee touches, where an arrow key leads, what lies between two clicks. */
import type { Box } from '@/lib/mj/task'
import { boxesOf, boxOf, rowOf, rowsBetween, type Wall, type WallRow } from './wall'

/** Numbers of the pictures that a box on the wall touches, in order. */
export function picturesIn(wall: Wall, area: Box): readonly number[] {
  const [from, to] = rowsBetween(wall, area.y, area.y + area.height)
  return wall.rows.slice(from, to).flatMap((row) =>
    boxesOf(wall, row).flatMap((box, n) => {
      const isTouched =
        box.x < area.x + area.width &&
        box.x + box.width > area.x &&
        box.y < area.y + area.height &&
        box.y + box.height > area.y
      return isTouched ? [row.first + n] : []
    }),
  )
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'row-start' | 'row-end'

/**
 * The picture that a key leads to from another one. Up and down go to the picture of the next row whose middle is
 * nearest to `column`, the place where going up and down began; at the ends of the wall it stays.
 */
export function stepFrom(
  wall: Wall,
  picture: number,
  step: Step,
  column?: number,
): { picture: number; column: number } {
  const count = wall.ratios.length
  const here = boxOf(wall, picture)
  if (here === null || count === 0) return { picture: 0, column: 0 }
  const middle = column ?? here.x + here.width / 2
  const number = rowOf(wall, picture)
  const row = wall.rows[number]!
  switch (step) {
    case 'left':
      return still(wall, Math.max(0, picture - 1))
    case 'right':
      return still(wall, Math.min(count - 1, picture + 1))
    case 'row-start':
      return still(wall, row.first)
    case 'row-end':
      return still(wall, row.first + row.count - 1)
    case 'up':
    case 'down': {
      const next = wall.rows[number + (step === 'up' ? -1 : 1)]
      return { picture: next ? nearestIn(wall, next, middle) : picture, column: middle }
    }
  }
}

/**
 * The picture about `distance` pixels below another one, above it where that is negative: a row away at least, in
 * the same column.
 */
export function pageFrom(
  wall: Wall,
  picture: number,
  distance: number,
  column?: number,
): { picture: number; column: number } {
  const here = boxOf(wall, picture)
  if (here === null) return { picture: 0, column: 0 }
  const middle = column ?? here.x + here.width / 2
  const number = rowOf(wall, picture)
  const [from, to] = rowsBetween(
    wall,
    Math.min(here.y, here.y + distance),
    Math.max(here.y, here.y + distance) + 1,
  )
  // Going down the last row that begins within the distance, going up the first that is wholly within it.
  const isWhole = wall.rows[from] !== undefined && wall.rows[from].top >= here.y + distance
  const target =
    distance > 0 ? Math.max(number + 1, to - 1) : Math.min(number - 1, isWhole ? from : from + 1)
  const row = wall.rows[Math.max(0, Math.min(target, wall.rows.length - 1))]!
  return { picture: nearestIn(wall, row, middle), column: middle }
}

function nearestIn(wall: Wall, row: WallRow, column: number): number {
  const distances = boxesOf(wall, row).map((box) => Math.abs(box.x + box.width / 2 - column))
  return row.first + distances.indexOf(Math.min(...distances))
}

function still(wall: Wall, picture: number): { picture: number; column: number } {
  const box = boxOf(wall, picture)
  return { picture, column: box ? box.x + box.width / 2 : 0 }
}

/** Everything from one picture to another, both included, whichever comes first. */
export function between(from: number, to: number): readonly number[] {
  const first = Math.min(from, to)
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, n) => first + n)
}
