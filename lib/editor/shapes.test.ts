import { expect, it } from 'vitest'
import type { Point } from './geometry'
import { selectPolygon } from './shapes'
import { chance } from './testing/chance'

const size = { width: 48, height: 40 }

/** How often the line winds around a point, by the sum of its signed crossings of the ray to the right. */
function windingAround(points: readonly Point[], { x, y }: Point): number {
  let winding = 0
  points.forEach((to, n) => {
    const from = points.at(n - 1)!
    const side = (to.x - from.x) * (y - from.y) - (x - from.x) * (to.y - from.y)
    if (from.y <= y && to.y > y && side > 0) winding++
    if (from.y > y && to.y <= y && side < 0) winding--
  })
  return winding
}

it.each(Array.from({ length: 60 }, (_, n) => n + 1))(
  'polygon %i holds exactly the pixels whose centres it winds around',
  (seed) => {
    const random = chance(seed)
    const points = Array.from({ length: 3 + Math.floor(random() * 12) }, () => ({
      x: random() * 60 - 6,
      y: random() * 52 - 6,
    }))
    const { box, bytes } = selectPolygon(points, size)
    for (let y = 0; y < size.height; y++) {
      for (let x = 0; x < size.width; x++) {
        const isIn =
          box !== null &&
          x >= box.x &&
          y >= box.y &&
          x < box.x + box.width &&
          y < box.y + box.height &&
          bytes[(y - box.y) * box.width + x - box.x] === 255
        const expected = windingAround(points, { x: x + 0.5, y: y + 0.5 }) !== 0
        expect(isIn, `seed ${seed} at ${x}, ${y}`).toBe(expected)
      }
    }
  },
)

it('two polygons with a common edge neither overlap nor leave a gap', () => {
  const left = [
    { x: 0, y: 0 },
    { x: 20.5, y: 0 },
    { x: 11.5, y: 30 },
    { x: 0, y: 30 },
  ]
  const right = [
    { x: 20.5, y: 0 },
    { x: 40, y: 0 },
    { x: 40, y: 30 },
    { x: 11.5, y: 30 },
  ]
  const counts = new Uint8Array(size.width * size.height)
  for (const { box, bytes } of [selectPolygon(left, size), selectPolygon(right, size)]) {
    bytes.forEach((value, at) => {
      const x = box!.x + (at % box!.width)
      const y = box!.y + Math.floor(at / box!.width)
      if (value) counts[y * size.width + x]!++
    })
  }
  const inside = Array.from({ length: 30 }, (_, y) =>
    counts.subarray(y * size.width, y * size.width + 40),
  )
  expect(inside.every((row) => row.every((count) => count === 1))).toBe(true)
})
