/** Frames of a task's pictures by the names that the library gives them. Pure. */
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/quadrants'
import type { LibraryFrame } from '@/lib/mj/library'
import { type Frame, framesOf } from './frames'

/** The picture's id, with the number of the quadrant behind it. */
export function frameIdOf({ picture, index }: Pick<Frame, 'picture' | 'index'>): string {
  return picture.quadrants && index !== null ? `${picture.id}-${index}` : picture.id
}

/** The same frame as it is drawn. */
export function frameOf({ picture, quadrant }: Pick<LibraryFrame, 'picture' | 'quadrant'>): Frame {
  const box = quadrant === null ? undefined : picture.quadrants?.[quadrant - 1]
  const index = quadrantIndexes.find((one) => one === quadrant) ?? null
  return box === undefined
    ? { picture, box: { x: 0, y: 0, width: picture.width, height: picture.height }, index: null }
    : { picture, box, index }
}

/**
 * What `?q=` says of a frame in its task's address: its quadrant, or its place among several pictures, of which the
 * first is what the task shows by itself.
 */
export function quadrantOf({
  picture,
  quadrant,
  isPasted,
}: Pick<LibraryFrame, 'picture' | 'quadrant' | 'isPasted'>): QuadrantIndex | null {
  if (isPasted || (quadrant === null && picture.position === 0)) return null
  return quadrantIndexes.find((one) => one === (quadrant ?? picture.position + 1)) ?? null
}

/** A task as the frames that one goes through: those with a number, or the task itself where there is one or none. */
export function stopsOf(
  pictures: Parameters<typeof framesOf>[0] = [],
): readonly (QuadrantIndex | null)[] {
  const frames = framesOf(pictures)
  return frames.length > 1 ? frames.flatMap(({ index }) => index ?? []) : [null]
}
