/**
 * A stroke is the union of the round-ended segments between its points. Each is painted as it comes, by the
 * greater of two values, so that neither the rhythm of events nor the order of segments changes the result.
 */
import { type Box, pixelBox } from './geometry'
import type { Mask, Mode, Touch } from './mask'

/** A place the brush went over, with its radius there (pressure has been taken into account). */
export type Dab = { x: number; y: number; radius: number }

/**
 * What a stroke needs to know of the mask before it. An intersection needs all of it: the mask is cleared, and
 * what the brush goes over comes back.
 */
export type StrokeBase = { mode: Mode; before: Uint8Array | null }

export function beginStroke(mask: Mask, mode: Mode, touch: Touch): StrokeBase {
  if (mode !== 'intersect') return { mode, before: null }
  touch({ x: 0, y: 0, width: mask.width, height: mask.height })
  const before = mask.data.slice()
  mask.data.fill(0)
  return { mode, before }
}

/**
 * Paints one segment. `hardness` 0 to 1 is the part of the radius that is full; the rest falls off to nothing.
 * Returns the box that was written to.
 */
export function paintSegment(
  mask: Mask,
  base: StrokeBase,
  from: Dab,
  to: Dab,
  hardness: number,
  touch: Touch,
): Box | null {
  const reach = Math.max(from.radius, to.radius) + 0.5
  const box = pixelBox(
    Math.min(from.x, to.x) - reach,
    Math.min(from.y, to.y) - reach,
    Math.max(from.x, to.x) + reach,
    Math.max(from.y, to.y) + reach,
    mask,
  )
  if (box === null) return null
  touch(box)
  const dx = to.x - from.x
  const dy = to.y - from.y
  const length2 = dx * dx + dy * dy
  const slope = to.radius - from.radius
  const softness = 1 - hardness
  for (let row = box.y; row < box.y + box.height; row++) {
    const py = row + 0.5 - from.y
    let at = row * mask.width + box.x
    for (let column = box.x; column < box.x + box.width; column++, at++) {
      const px = column + 0.5 - from.x
      // How far along the segment the nearest point lies.
      let along = length2 === 0 ? 0 : (px * dx + py * dy) / length2
      along = along < 0 ? 0 : along > 1 ? 1 : along
      const ex = px - along * dx
      const ey = py - along * dy
      const distance2 = ex * ex + ey * ey
      const radius = from.radius + along * slope
      const outer = radius + 0.5
      if (distance2 >= outer * outer) continue
      const width = 1 + radius * softness
      const inner = outer - width
      let value = 255
      if (inner <= 0 || distance2 > inner * inner) {
        const cover = (outer - Math.sqrt(distance2)) / width
        value = cover >= 1 ? 255 : Math.round(cover * 255)
      }
      blend(mask.data, at, value, base)
    }
  }
  return box
}

function blend(data: Uint8Array, at: number, value: number, { mode, before }: StrokeBase): void {
  const old = data[at]!
  if (mode === 'add') {
    if (value > old) data[at] = value
  } else if (mode === 'subtract') {
    if (255 - value < old) data[at] = 255 - value
  } else {
    const back = Math.min(before![at]!, value)
    if (back > old) data[at] = back
  }
}

/** The whole stroke: a single point is a dot. */
export function paintStroke(
  mask: Mask,
  dabs: readonly Dab[],
  hardness: number,
  mode: Mode,
  touch: Touch,
): void {
  const base = beginStroke(mask, mode, touch)
  const [first, ...rest] = dabs
  if (!first) return
  paintSegment(mask, base, first, first, hardness, touch)
  let last = first
  for (const dab of rest) {
    paintSegment(mask, base, last, dab, hardness, touch)
    last = dab
  }
}
