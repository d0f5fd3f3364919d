'use client'

import { memo } from 'react'
import { boxesOf, type Wall } from '@/lib/gallery/wall'
import type { LibraryFrame } from '@/lib/mj/library'
import { Tile } from './tile'

/** What is known of the frame with a number; undefined while it is on its way. */
export type FrameAt = (number: number) => LibraryFrame | undefined

/** One row of the wall, `top` below its month. */
export const WallRow = memo(function WallRow({
  wall,
  number,
  top,
  frameAt,
  cursor,
}: {
  wall: Wall
  number: number
  top: number
  frameAt: FrameAt
  /** The number of the tile that has the wall's tab stop, if it is in this row. */
  cursor: number | null
}) {
  const row = wall.rows[number]!
  return (
    <div
      role="row"
      aria-rowindex={number + 1}
      className="absolute inset-x-0"
      style={{ top, height: row.height }}
    >
      {boxesOf(wall, row).map((box, n) => (
        <Tile
          key={row.first + n}
          number={row.first + n}
          column={n + 1}
          frame={frameAt(row.first + n)}
          left={box.x}
          width={box.width}
          height={row.height}
          isCursor={cursor === row.first + n}
        />
      ))}
    </div>
  )
})
