/** The months of the wall along its edge, each where it really begins: a long month takes a long part of the edge. */
import type { Wall } from './wall'

export type ScrubMark = { name: string; y: number; isYear: boolean }

export type ScrubOptions = {
  /** Of what is seen of the wall at once. */
  viewHeight: number
  trackHeight: number
  /** How far marks keep from each other. */
  apart: number
}

/** How far the wall can be scrolled. */
export function scrollRange(wall: Pick<Wall, 'height'>, viewHeight: number): number {
  return Math.max(0, wall.height - viewHeight)
}

/**
 * Marks from the top down. Where a new year begins the mark stands for the year, and takes precedence over the months
 * around it; the first one is always a month.
 */
export function scrubMarks(wall: Wall, options: ScrubOptions): readonly ScrubMark[] {
  const { viewHeight, trackHeight, apart } = options
  const range = scrollRange(wall, viewHeight)
  if (range === 0) return []
  const all = wall.headings
    .filter(({ count }) => count > 0)
    .map(({ name, top }, n, { [n - 1]: before }) => ({
      name,
      y: (Math.min(top, range) / range) * trackHeight,
      isYear: before !== undefined && yearOf(before.name) !== yearOf(name),
    }))
  const placed: ScrubMark[] = []
  const place = (mark: ScrubMark) => {
    if (placed.every(({ y }) => Math.abs(y - mark.y) >= apart)) placed.push(mark)
  }
  all.slice(0, 1).forEach(place)
  all.filter(({ isYear }) => isYear).forEach(place)
  all.filter(({ isYear }) => !isYear).forEach(place)
  return placed.toSorted((a, b) => a.y - b.y)
}

/** The number of the heading under which a height of the wall lies; -1 where there is none. */
export function headingAt({ headings }: Wall, top: number): number {
  return headings.findLastIndex((heading) => heading.count > 0 && heading.top <= top)
}

function yearOf(name: string): string {
  return name.slice(0, 4)
}
