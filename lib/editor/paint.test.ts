import { expect, it } from 'vitest'
import { createMask, threshold } from './mask'
import { type Dab, paintStroke } from './paint'
import { chance } from './testing/chance'

const untouched = () => undefined

it('a stroke does not depend on how often the hand was asked where it is', () => {
  const once = createMask(80, 60)
  const often = createMask(80, 60)
  const ends: [Dab, Dab] = [
    { x: 10, y: 12, radius: 6 },
    { x: 60, y: 44, radius: 6 },
  ]
  const between = Array.from({ length: 17 }, (_, n): Dab => {
    const t = n / 16
    return { x: 10 + 50 * t, y: 12 + 32 * t, radius: 6 }
  })
  paintStroke(once, ends, 0.6, 'add', untouched)
  paintStroke(often, between, 0.6, 'add', untouched)
  // Sixteenths of 50 and 32 are exact; what is left is the rounding of the projection.
  const farthest = Math.max(...once.data.map((value, at) => Math.abs(value - often.data[at]!)))
  expect(farthest).toBeLessThanOrEqual(1)
})

it('a hard brush covers a disc to within half a pixel, whatever its size and place', () => {
  const random = chance(5)
  for (let n = 0; n < 40; n++) {
    const mask = createMask(70, 70)
    const dab = { x: 30 + random() * 10, y: 30 + random() * 10, radius: 1 + random() * 24 }
    paintStroke(mask, [dab], 1, 'add', untouched)
    mask.data.forEach((value, at) => {
      const distance = Math.hypot((at % 70) + 0.5 - dab.x, Math.floor(at / 70) + 0.5 - dab.y)
      if (distance < dab.radius - 0.51) expect(value).toBeGreaterThanOrEqual(threshold)
      if (distance > dab.radius + 0.51) expect(value).toBeLessThan(threshold)
    })
  }
})

it('a soft brush falls off from its core, and never to less than what was there', () => {
  const mask = createMask(41, 41)
  paintStroke(mask, [{ x: 20.5, y: 20.5, radius: 18 }], 0.25, 'add', untouched)
  const row = [...mask.data.subarray(20 * 41 + 20, 21 * 41)]
  expect(row).toEqual(row.toSorted((a, b) => b - a))
  expect(row[0]).toBe(255)
  expect(row[9]! > 0 && row[9]! < 255).toBe(true)
  const before = mask.data.slice()
  paintStroke(mask, [{ x: 10, y: 20, radius: 12 }], 0, 'add', untouched)
  expect(mask.data.every((value, at) => value >= before[at]!)).toBe(true)
})

it('a stroke that intersects keeps what it goes over and nothing else', () => {
  const mask = createMask(30, 10)
  mask.data.fill(255, 0, 150)
  paintStroke(
    mask,
    [
      { x: 5, y: 5, radius: 3 },
      { x: 12, y: 5, radius: 3 },
    ],
    1,
    'intersect',
    untouched,
  )
  const painted = [...mask.data.keys()].filter((at) => mask.data[at]! >= threshold)
  expect(painted.every((at) => at < 150)).toBe(true)
  expect(painted).toContain(4 * 30 + 8)
  expect(painted).not.toContain(4 * 30 + 20)
})
