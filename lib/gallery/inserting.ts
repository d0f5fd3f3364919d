/** Where something that is dragged over the wall would go: into the gap between two pictures. */
import type { Box } from '@/lib/mj/task'
import { boxesOf, rowOf, rowsBetween, type Wall, type WallRow } from './wall'

export type Point = { x: number; y: number }

/** The number of the picture before which a point lies; the count of all where it lies behind the last one. */
export function gapAt(wall: Wall, point: Point): number {
  const row = rowNear(wall, point.y)
  if (!row) return 0
  const before = boxesOf(wall, row).findIndex((box) => point.x < box.x + box.width / 2)
  return row.first + (before === -1 ? row.count : before)
}

/** The line that shows a gap. One between two rows is shown in that of them where the pointer is. */
export function gapLine(wall: Wall, gap: number, point: Point): Box | null {
  const pointed = rowNear(wall, point.y)
  const isBehind = pointed !== undefined && gap === pointed.first + pointed.count
  const row = isBehind ? pointed : wall.rows[rowOf(wall, gap)]
  if (!row) return null
  const boxes = boxesOf(wall, row)
  const box = boxes[gap - row.first]
  const x = box ? box.x : boxes.at(-1)!.x + boxes.at(-1)!.width
  return { x, y: row.top, width: 0, height: row.height }
}

function rowNear(wall: Wall, y: number): WallRow | undefined {
  const [from] = rowsBetween(wall, y, y + 1)
  return wall.rows[Math.min(from, wall.rows.length - 1)]
}
