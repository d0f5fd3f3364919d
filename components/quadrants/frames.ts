/** What a finished task shows side by side: the quadrants of its composite, or its pictures one by one. Pure. */
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/quadrants'
import type { Box, Picture } from '@/lib/mj/task'

/** `index` is the number U and V go by; a picture that stands alone has none. */
export type Frame = { picture: Picture; box: Box; index: QuadrantIndex | null }

export function framesOf(pictures: readonly Picture[]): readonly Frame[] {
  const [first] = pictures
  if (!first) return []
  if (pictures.length === 1 && first.quadrants) {
    return numbered(first.quadrants.map((box) => ({ picture: first, box })))
  }
  const whole = pictures.map((picture) => ({
    picture,
    box: { x: 0, y: 0, width: picture.width, height: picture.height },
  }))
  return whole.length === 1 ? whole.map((frame) => ({ ...frame, index: null })) : numbered(whole)
}

/** Numbers the first four, as the gateways do; anything beyond has no buttons of its own. */
function numbered(frames: readonly Omit<Frame, 'index'>[]): readonly Frame[] {
  return frames.map((frame, place) => ({ ...frame, index: quadrantIndexes[place] ?? null }))
}
