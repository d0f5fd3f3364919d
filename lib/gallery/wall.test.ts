import { describe, expect, it } from 'vitest'
import { between, picturesIn, stepFrom } from './choosing'
import { justify } from './rows'
import { boxesOf, boxOf, layWall, rowOf, rowsBetween } from './wall'

/** Shapes that people really ask for, in an order that repeats itself late. */
const shapes = [1, 1.5, 2 / 3, 16 / 9, 0.8, 1, 21 / 9, 1.25, 0.5625]
const ratios = (count: number) => Array.from({ length: count }, (_, n) => shapes[(n * n + n) % 9]!)
const options = { width: 1000, rowHeight: 220, gap: 8 }

describe('rows', () => {
  it('hold every picture once and in order', () => {
    const rows = justify(ratios(500), 0, 500, options)
    const numbers = rows.flatMap(({ first, count }) =>
      Array.from({ length: count }, (_, n) => first + n),
    )
    expect(numbers).toEqual(Array.from({ length: 500 }, (_, n) => n))
  })

  it('are filled to the edge, all but the last', () => {
    const all = ratios(500)
    const rows = justify(all, 0, 500, options)
    for (const { first, count, height } of rows.slice(0, -1)) {
      const sum = all.slice(first, first + count).reduce((a, b) => a + b, 0)
      expect(sum * height + (count - 1) * options.gap).toBeCloseTo(options.width, 6)
    }
    expect(rows.at(-1)!.height).toBeLessThanOrEqual(options.rowHeight)
  })

  it('stay near the height that was asked for', () => {
    for (const { height } of justify(ratios(2000), 0, 2000, options).slice(0, -1)) {
      expect(height).toBeGreaterThan(options.rowHeight / 1.5)
      expect(height).toBeLessThan(options.rowHeight * 1.5)
    }
  })

  it('a panorama alone is as low as it must be, and no lower than four to one', () => {
    expect(justify([12], 0, 1, options)).toEqual([{ first: 0, count: 1, height: 220 }])
    const [row] = justify([12, 1], 0, 2, { ...options, width: 600 })
    expect(row).toEqual({ first: 0, count: 1, height: 150 })
  })

  it('one picture on a wide wall keeps the height that was asked for', () => {
    expect(justify([1], 0, 1, options)).toEqual([{ first: 0, count: 1, height: 220 }])
  })

  it('a wall that is narrower than a picture shows one a row', () => {
    const rows = justify([1, 1, 1], 0, 3, { width: 100, rowHeight: 220, gap: 8 })
    expect(rows.map(({ count }) => count)).toEqual([1, 1, 1])
    expect(rows.every(({ height }) => height === 100)).toBe(true)
  })
})

const sections = [
  { name: '2026-11', count: 130 },
  { name: '2026-10', count: 0 },
  { name: '2026-09', count: 371 },
]
const wall = layWall(sections, ratios(501), { ...options, headingHeight: 48 })

describe('the wall', () => {
  it('has no row of two months, and a heading above each month', () => {
    expect(wall.headings.map(({ name }) => name)).toEqual(['2026-11', '2026-10', '2026-09'])
    expect(wall.rows.some(({ first, count }) => first < 130 && first + count > 130)).toBe(false)
    const first = wall.rows.find(({ section }) => section === 2)!
    expect(first.top).toBeCloseTo(wall.headings[2]!.top + 48, 6)
  })

  it('is as high as its rows and headings together', () => {
    const rows = wall.rows.reduce((sum, { height }) => sum + height + 8, 0)
    expect(wall.height).toBeCloseTo(rows + 3 * 48 - 8, 6)
  })

  it('tells the rows in sight exactly', () => {
    for (const top of [0, 40, 777, 3210.5, wall.height - 10]) {
      const bottom = top + 600
      const [from, to] = rowsBetween(wall, top, bottom)
      const seen = wall.rows.flatMap((row, n) =>
        row.top + row.height > top && row.top < bottom ? [n] : [],
      )
      expect([from, to]).toEqual([seen[0], seen.at(-1)! + 1])
    }
  })

  it('finds the row and the place of every picture', () => {
    for (let picture = 0; picture < 501; picture += 7) {
      const row = wall.rows[rowOf(wall, picture)]!
      expect(picture >= row.first && picture < row.first + row.count).toBe(true)
      expect(boxOf(wall, picture)).toEqual(boxesOf(wall, row)[picture - row.first])
    }
    expect(boxOf(wall, 501)).toBeNull()
  })

  it('an empty library has no height', () => {
    expect(layWall([], [], { ...options, headingHeight: 48 })).toMatchObject({
      rows: [],
      height: 0,
    })
  })
})

describe('a marquee', () => {
  it('takes exactly what it touches', () => {
    const area = { x: 310, y: 500, width: 250, height: 410 }
    const touched = Array.from({ length: 501 }, (_, n) => n).filter((n) => {
      const { x, y, width, height } = boxOf(wall, n)!
      return x < 560 && x + width > 310 && y < 910 && y + height > 500
    })
    expect(picturesIn(wall, area)).toEqual(touched)
    expect(touched.length).toBeGreaterThan(3)
  })

  it('between two pictures takes none', () => {
    const [box] = boxesOf(wall, wall.rows[3]!)
    const gap = { x: box!.x + box!.width + 2, y: box!.y + 4, width: 4, height: 10 }
    expect(picturesIn(wall, gap)).toEqual([])
  })
})

describe('keys', () => {
  it('go down and up by the column in which they began', () => {
    let at = { picture: 4, column: undefined as number | undefined }
    const began = boxOf(wall, 4)!.x + boxOf(wall, 4)!.width / 2
    for (let n = 0; n < 12; n++) at = stepFrom(wall, at.picture, 'down', at.column)
    expect(at.column).toBe(began)
    for (let n = 0; n < 12; n++) at = stepFrom(wall, at.picture, 'up', at.column)
    expect(at.picture).toBe(4)
  })

  it('stop at the ends of the wall', () => {
    expect(stepFrom(wall, 0, 'left').picture).toBe(0)
    expect(stepFrom(wall, 0, 'up').picture).toBe(0)
    expect(stepFrom(wall, 500, 'right').picture).toBe(500)
    expect(stepFrom(wall, 500, 'down').picture).toBe(500)
  })

  it('go to the ends of a row', () => {
    const { first, count } = wall.rows[5]!
    expect(stepFrom(wall, first + 1, 'row-start').picture).toBe(first)
    expect(stepFrom(wall, first + 1, 'row-end').picture).toBe(first + count - 1)
  })
})

it('a range is the same from both of its ends', () => {
  expect(between(3, 6)).toEqual([3, 4, 5, 6])
  expect(between(6, 3)).toEqual([3, 4, 5, 6])
  expect(between(2, 2)).toEqual([2])
})
