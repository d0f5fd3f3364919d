import { describe, expect, it } from 'vitest'
import { between, pageFrom, picturesIn, stepFrom } from './choosing'
import { gapAt, gapLine } from './inserting'
import { breakRows, type Row, type RowOptions } from './rows'
import { scrubMarks } from './scrubber'
import { boxesOf, boxOf, layWall, rowOf, rowsBetween } from './wall'

/** Shapes that people really ask for, in an order that repeats itself late. */
const shapes = [1, 1.5, 2 / 3, 16 / 9, 0.8, 1, 21 / 9, 1.25, 0.5625]
const ratios = (count: number) => Array.from({ length: count }, (_, n) => shapes[(n * n + n) % 9]!)
const options = { width: 1000, rowHeight: 220, gap: 8 }

function justify(all: readonly number[], from: number, to: number, rowOptions: RowOptions) {
  const rows: Row[] = []
  breakRows(all, [from, to], rowOptions, (first, count, height) => {
    rows.push({ first, count, height })
  })
  return rows
}

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

describe('pages', () => {
  it('go as far as a screen shows, in the same column, and back', () => {
    const down = pageFrom(wall, 4, 700)
    const [here, there] = [boxOf(wall, 4)!, boxOf(wall, down.picture)!]
    expect(there.y - here.y).toBeGreaterThan(400)
    expect(there.y - here.y).toBeLessThanOrEqual(700)
    expect(pageFrom(wall, down.picture, here.y - there.y, down.column).picture).toBe(4)
  })

  it('move by a row at least and stop at the ends', () => {
    expect(rowOf(wall, pageFrom(wall, 4, 10).picture)).toBe(rowOf(wall, 4) + 1)
    expect(rowOf(wall, pageFrom(wall, 4, -5000).picture)).toBe(0)
    expect(rowOf(wall, pageFrom(wall, 480, 5000).picture)).toBe(wall.rows.length - 1)
  })
})

describe('a gap to put something into', () => {
  it('is before or behind the picture under the pointer, by its nearer side', () => {
    const box = boxOf(wall, 17)!
    const y = box.y + box.height / 2
    expect(gapAt(wall, { x: box.x + 4, y })).toBe(17)
    expect(gapAt(wall, { x: box.x + box.width - 4, y })).toBe(18)
  })

  it('is the nearest one wherever the pointer is', () => {
    expect(gapAt(wall, { x: -50, y: -300 })).toBe(0)
    expect(gapAt(wall, { x: 5000, y: wall.height + 900 })).toBe(501)
    expect(gapAt(layWall([], [], { ...options, headingHeight: 0 }), { x: 3, y: 3 })).toBe(0)
  })

  it('is shown where the pointer is: at the end of a row rather than at the beginning of the next', () => {
    const row = wall.rows[2]!
    const behind = row.first + row.count
    expect(gapLine(wall, behind, { x: 990, y: row.top + 5 })).toMatchObject({ y: row.top })
    expect(gapLine(wall, behind, { x: 0, y: wall.rows[3]!.top + 5 })).toMatchObject({
      x: 0,
      y: wall.rows[3]!.top,
    })
  })
})

describe('marks beside the wall', () => {
  const names = ['2026-03', '2026-02', '2026-01', '2025-12', '2025-11', '2024-05']
  const long = layWall(
    names.map((name, n) => ({ name, count: n === 1 ? 4 : 300 })),
    ratios(1504),
    { ...options, headingHeight: 40 },
  )
  const marks = scrubMarks(long, { viewHeight: 800, trackHeight: 600, apart: 24 })

  it('stand where their months begin', () => {
    for (const { name, y } of marks) {
      const { top } = long.headings.find((heading) => heading.name === name)!
      expect(y).toBeCloseTo((top / (long.height - 800)) * 600, 6)
    }
  })

  it('say the year where one begins, and leave out what would touch another', () => {
    expect(marks.map(({ name, isYear }) => `${name}${isYear ? ' year' : ''}`)).toEqual([
      '2026-03',
      '2026-02',
      '2025-12 year',
      '2025-11',
      '2024-05 year',
    ])
    marks.slice(1).forEach(({ y }, n) => expect(y - marks[n]!.y).toBeGreaterThanOrEqual(24))
  })

  it('there are none where everything is in sight', () => {
    const short = layWall([{ name: '2026-03', count: 2 }], ratios(2), {
      ...options,
      headingHeight: 40,
    })
    expect(scrubMarks(short, { viewHeight: 800, trackHeight: 600, apart: 24 })).toEqual([])
  })
})

it('a range is the same from both of its ends', () => {
  expect(between(3, 6)).toEqual([3, 4, 5, 6])
  expect(between(6, 3)).toEqual([3, 4, 5, 6])
  expect(between(2, 2)).toEqual([2])
})
