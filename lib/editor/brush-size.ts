/** How large a brush may be, in pixels of the picture, and the steps of whatever sets it. */
import type { Size } from './geometry'

const most = 1000

/** No brush is larger than its picture. */
export function mostBrush({ width, height }: Size): number {
  return Math.min(most, Math.max(width, height))
}

/** What one begins with: of the same weight on a stamp, a poster and a panorama, whose short side counts too. */
export function usualBrush({ width, height }: Size): number {
  return Math.max(4, Math.round(Math.sqrt(width * height) / 16))
}

/** Every size at first, then about eight percent more each time: a slider moves one step at a time. */
export function brushSteps(largest: number): readonly number[] {
  const steps: number[] = []
  for (let size = 1; size < largest; size = Math.max(size + 1, Math.round(size * 1.08))) {
    steps.push(size)
  }
  return [...steps, largest]
}

/** The step that is nearest to a size. */
export function stepOf(size: number, steps: readonly number[]): number {
  const above = steps.findIndex((step) => step >= size)
  if (above <= 0) return above < 0 ? steps.length - 1 : 0
  return size - steps[above - 1]! < steps[above]! - size ? above - 1 : above
}

/** `[` and `]`: about a sixth down or up, at least one pixel. */
export function nextBrush(size: number, direction: 1 | -1): number {
  return direction > 0 ? Math.max(size + 1, size * 1.18) : Math.min(size - 1, size / 1.18)
}
