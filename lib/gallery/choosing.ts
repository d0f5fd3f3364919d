/** Choosing on the wall: what a marquee touches, where an arrow key leads, what lies between two clicks. */
import type { Box } from '@/lib/mj/task'
import { boxesOf, boxOf, rowOf, rowsBetween, type Wall } from './wall'

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
      if (!next) return { picture, column: middle }
      const distances = boxesOf(wall, next).map((box) => Math.abs(box.x + box.width / 2 - middle))
      const nearest = distances.indexOf(Math.min(...distances))
      return { picture: next.first + nearest, column: middle }
    }
  }
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
