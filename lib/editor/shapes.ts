/** Selections with hard edges: a pixel belongs to a shape when its centre does. */
import { type Box, pixelBox, type Point, type Size } from './geometry'

/** The bytes of a box: 255 within the shape, 0 outside. */
export type Selection = { box: Box | null; bytes: Uint8Array }

const nothing: Selection = { box: null, bytes: new Uint8Array(0) }

export function selectRectangle(area: Box, within: Size): Selection {
  // A centre at +0.5 lies inside from the first to the last of these pixels.
  const box = pixelBox(
    Math.ceil(area.x - 0.5),
    Math.ceil(area.y - 0.5),
    Math.ceil(area.x + area.width - 0.5),
    Math.ceil(area.y + area.height - 0.5),
    within,
  )
  if (box === null) return nothing
  return { box, bytes: new Uint8Array(box.width * box.height).fill(255) }
}

export function selectEllipse(area: Box, within: Size): Selection {
  const box = pixelBox(area.x, area.y, area.x + area.width, area.y + area.height, within)
  if (box === null) return nothing
  const bytes = new Uint8Array(box.width * box.height)
  const rx = area.width / 2
  const ry = area.height / 2
  for (let row = 0; row < box.height; row++) {
    const dy = (box.y + row + 0.5 - area.y - ry) / ry
    for (let column = 0; column < box.width; column++) {
      const dx = (box.x + column + 0.5 - area.x - rx) / rx
      if (dx * dx + dy * dy <= 1) bytes[row * box.width + column] = 255
    }
  }
  return { box, bytes }
}

/**
 * What a closed line goes around, counted by winding: where a lasso crosses itself nothing falls out of it.
 * A centre exactly on an edge belongs to the side below or right of it, so that neighbours neither overlap nor gap.
 */
export function selectPolygon(points: readonly Point[], within: Size): Selection {
  if (points.length < 3) return nothing
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const box = pixelBox(least(xs), least(ys), most(xs), most(ys), within)
  if (box === null) return nothing
  const bytes = new Uint8Array(box.width * box.height)
  for (let row = 0; row < box.height; row++) {
    const crossings = crossingsOf(points, box.y + row + 0.5)
    let winding = 0
    for (let n = 0; n + 1 < crossings.length; n++) {
      winding += crossings[n]!.turn
      if (winding === 0) continue
      const from = Math.max(0, Math.ceil(crossings[n]!.x - 0.5) - box.x)
      const to = Math.min(box.width, Math.ceil(crossings[n + 1]!.x - 0.5) - box.x)
      if (to > from) bytes.fill(255, row * box.width + from, row * box.width + to)
    }
  }
  return { box, bytes }
}

type Crossing = { x: number; turn: 1 | -1 }

/** Where the edges cross a horizontal line, from left to right. An end that touches it counts on one side only. */
function crossingsOf(points: readonly Point[], y: number): readonly Crossing[] {
  const crossings: Crossing[] = []
  let from = points.at(-1)!
  for (const to of points) {
    if (from.y <= y !== to.y <= y) {
      const x = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
      crossings.push({ x, turn: to.y > from.y ? 1 : -1 })
    }
    from = to
  }
  return crossings.sort((a, b) => a.x - b.x)
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)
