import { describe, expect, it } from 'vitest'
import { createMask, type Mask, threshold } from './mask'
import { distancesTo, feather, grow } from './morphology'
import { selectEllipse } from './shapes'
import { chance } from './testing/chance'

const untouched = () => undefined

function dots(seed: number, width: number, height: number): Mask {
  const random = chance(seed)
  const mask = createMask(width, height)
  for (let at = 0; at < mask.data.length; at++) if (random() < 0.03) mask.data[at] = 255
  return mask
}

function painted({ data }: Mask): readonly number[] {
  return [...data.keys()].filter((at) => data[at]! >= threshold)
}

it.each([1, 2, 3, 4, 5, 6])(
  'distances are those of a search among all pixels (seed %i)',
  (seed) => {
    const [width, height] = [41, 33]
    const mask = dots(seed, width, height)
    const sites = painted(mask)
    const distances = distancesTo(mask, { x: 0, y: 0, width, height }, true)
    const nearest = Array.from({ length: width * height }, (_, at) =>
      Math.min(
        ...sites.map(
          (site) =>
            ((site % width) - (at % width)) ** 2 +
            (Math.floor(site / width) - Math.floor(at / width)) ** 2,
        ),
      ),
    )
    expect([...distances]).toEqual(nearest)
  },
)

it('growing adds exactly what lies within reach, shrinking takes exactly what lies at the edge', () => {
  const [width, height] = [60, 50]
  const mask = dots(9, width, height)
  const before = painted(mask)
  grow(mask, 4, untouched)
  const isWithin = (at: number, sites: readonly number[], reach: number) =>
    sites.some(
      (site) =>
        ((site % width) - (at % width)) ** 2 +
          (Math.floor(site / width) - Math.floor(at / width)) ** 2 <=
        reach * reach,
    )
  const grown = Array.from({ length: width * height }, (_, at) => at).filter((at) =>
    isWithin(at, before, 4),
  )
  expect(painted(mask)).toEqual(grown)
  const kept = Array.from({ length: width * height }, (_, at) => at).filter(
    (at) => mask.data[at]! < threshold,
  )
  grow(mask, -3, untouched)
  expect(painted(mask)).toEqual(grown.filter((at) => !isWithin(at, kept, 3)))
})

describe('on discs', () => {
  const disc = (radius: number): Mask => {
    const mask = createMask(160, 160)
    const area = { x: 80 - radius, y: 80 - radius, width: 2 * radius, height: 2 * radius }
    const { box, bytes } = selectEllipse(area, mask)
    bytes.forEach((value, at) => {
      const x = box!.x + (at % box!.width)
      const y = box!.y + Math.floor(at / box!.width)
      mask.data[y * 160 + x] = value
    })
    return mask
  }

  it.each([
    [10, 3],
    [20, 7],
    [33, 12],
    [48, 25],
  ])('of radius %i, shrinking by %i undoes growing by as much', (radius, by) => {
    const mask = disc(radius)
    const before = painted(mask)
    grow(mask, by, untouched)
    expect(painted(mask).length).toBeGreaterThan(Math.PI * (radius + by - 1) ** 2)
    grow(mask, -by, untouched)
    expect(painted(mask)).toEqual(before)
  })
})

it('a mask at the border of the picture stays there when it shrinks', () => {
  const mask = createMask(20, 10)
  for (let y = 0; y < 10; y++) mask.data.fill(255, y * 20, y * 20 + 8)
  grow(mask, -3, untouched)
  expect(painted(mask)).toEqual(
    Array.from({ length: 10 }, (_, y) => Array.from({ length: 5 }, (_, x) => y * 20 + x)).flat(),
  )
})

it('a feather softens both sides of an edge and leaves the edge where it was', () => {
  const mask = createMask(60, 5)
  for (let y = 0; y < 5; y++) mask.data.fill(255, y * 60, y * 60 + 30)
  feather(mask, 8, untouched)
  const row = [...mask.data.subarray(120, 180)]
  expect(row).toEqual(row.toSorted((a, b) => b - a))
  expect(row[29]! >= threshold && row[30]! < threshold).toBe(true)
  expect(row[24]).toBeLessThan(255)
  expect(row[35]).toBeGreaterThan(0)
  expect([row[10], row[50]]).toEqual([255, 0])
})

it('a feather on the whole picture or on nothing changes nothing', () => {
  const mask = createMask(20, 20)
  feather(mask, 5, untouched)
  expect(mask.data.every((value) => value === 0)).toBe(true)
  mask.data.fill(255)
  feather(mask, 5, untouched)
  expect(mask.data.every((value) => value === 255)).toBe(true)
})

describe('on a picture of many squares', () => {
  const size = { width: 301, height: 270 }

  /** A few blobs, softened here and there, that cross the borders of squares and of the picture. */
  function blobs(seed: number): Mask {
    const random = chance(seed)
    const mask = createMask(size.width, size.height)
    for (let n = 0; n < 9; n++) {
      const [rx, ry] = [10 + random() * 50, 10 + random() * 40]
      const area = { x: random() * 300 - rx, y: random() * 270 - ry, width: 2 * rx, height: 2 * ry }
      const { box, bytes } = selectEllipse(area, mask)
      bytes.forEach((value, at) => {
        const x = box!.x + (at % box!.width)
        const y = box!.y + Math.floor(at / box!.width)
        if (value > 0) mask.data[y * size.width + x] = n % 3 === 0 ? 90 + n * 20 : value
      })
    }
    return mask
  }

  it.each([4, 40, 150, -4, -37])('growing by %i is what the distances of the whole say', (by) => {
    const mask = blobs(31)
    const isGrowing = by > 0
    const distances = distancesTo(mask, { x: 0, y: 0, ...size }, isGrowing)
    grow(mask, by, untouched)
    const expected = [...distances.keys()].filter((at) => distances[at]! <= by * by === isGrowing)
    expect(painted(mask)).toEqual(expected)
  })

  it.each([1, 8, 90])('feathering by %i is what three averages of the whole say', (radius) => {
    const mask = blobs(32)
    const half = Math.max(1, Math.round(radius / 2))
    let expected = Float64Array.from(mask.data)
    for (let pass = 0; pass < 3; pass++) {
      expected = averages(averages(expected, half, { x: 1, y: 0 }), half, { x: 0, y: 1 })
    }
    feather(mask, radius, untouched)
    expect([...mask.data]).toEqual([...expected])
  })

  /** Every pixel as the rounded mean of those up to `half` before and after it; the border goes on. */
  function averages(values: Float64Array, half: number, step: { x: number; y: number }) {
    const within = (value: number, length: number) => Math.min(length - 1, Math.max(0, value))
    return Float64Array.from(values, (_, at) => {
      const [x, y] = [at % size.width, Math.floor(at / size.width)]
      let sum = 0
      for (let i = -half; i <= half; i++) {
        const [nx, ny] = [within(x + i * step.x, size.width), within(y + i * step.y, size.height)]
        sum += values[ny * size.width + nx]!
      }
      return Math.round(sum / (2 * half + 1))
    })
  }
})
