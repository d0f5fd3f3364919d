import 'server-only'
import type { Box } from '@/lib/mj/task'

/**
 * The four pictures of a 2×2 composite, left to right and top to bottom, from the composite's own size: gateways
 * differ in it, and the aspect ratio of the prompt is only nearly that of the pixels. All four are of one size;
 * a middle row or column of an odd composite belongs to none.
 */
export function quadrantBoxes(width: number, height: number): readonly [Box, Box, Box, Box] {
  const size = { width: Math.floor(width / 2), height: Math.floor(height / 2) }
  const right = width - size.width
  const bottom = height - size.height
  return [
    { x: 0, y: 0, ...size },
    { x: right, y: 0, ...size },
    { x: 0, y: bottom, ...size },
    { x: right, y: bottom, ...size },
  ]
}
