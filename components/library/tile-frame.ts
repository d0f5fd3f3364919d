/** What of a picture a tile shows. Pure. */
import type { Frame } from '@/components/quadrants/frames'
import { quadrantIndexes } from '@/lib/mj/quadrants'
import type { LibraryFrame } from '@/lib/mj/library'
import type { Box } from '@/lib/mj/task'

/** A frame of the library as its tile shows it: its middle, where the tile has another shape. */
export function tileFrame({ picture, quadrant }: LibraryFrame, ratio: number): Frame {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
  const box = quadrant === null ? whole : (picture.quadrants?.[quadrant - 1] ?? whole)
  const index = quadrantIndexes.find((one) => one === quadrant) ?? null
  return { picture, box: middleOf(box, ratio), index }
}

/** The largest part of a box, around its middle, that is `ratio` times as wide as it is high. */
export function middleOf(box: Box, ratio: number): Box {
  const width = Math.min(box.width, box.height * ratio)
  const height = Math.min(box.height, box.width / ratio)
  return {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  }
}
