import { expect, it } from 'vitest'
import { hang, ratiosOf } from './hang'
import { ratioOfShape, shapeOf } from './shapes'

const [square, wide] = [shapeOf(1), shapeOf(1.5)]

function found(shapes: Readonly<Record<string, string>>) {
  const months = Object.entries(shapes).map(([name, all]) => ({
    name,
    count: all.length,
    shapes: all,
  }))
  return { months, total: months.reduce((sum, { count }) => sum + count, 0) }
}

const headingsOf = (wall: ReturnType<typeof found>) =>
  hang(wall, ratiosOf(wall), { width: 1200, size: 'medium' }).headings.map(
    ({ name, count }) => `${name} ${count}`,
  )

it('reads the shapes of all months in turn', () => {
  const ratios = ratiosOf(found({ '2026-11': square + wide, '2026-09': wide }))
  expect([...ratios]).toEqual([square, wide, wide].map((shape) => Math.fround(ratioOfShape(shape))))
})

it('has a heading for each month', () => {
  expect(headingsOf(found({ '2026-11': square.repeat(40), '2026-10': wide.repeat(3) }))).toEqual([
    '2026-11 40',
    '2026-10 3',
  ])
})

it('has one for each year where months hold next to nothing', () => {
  const few = { '2026-11': square, '2026-02': wide, '2025-12': wide, '2025-03': square + wide }
  expect(headingsOf(found(few))).toEqual(['2026 2', '2025 3'])
})

it('a collection has no heading, and begins at the very top', () => {
  const wall = found({ '': square.repeat(3) })
  const [row] = hang(wall, ratiosOf(wall), { width: 1200, size: 'medium' }).rows
  expect(row?.top).toBe(0)
})

it('rows of a phone are lower, and those of larger pictures higher', () => {
  const wall = found({ '2026-11': square.repeat(400) })
  const heightOf = (width: number, size: 'small' | 'medium' | 'large') =>
    hang(wall, ratiosOf(wall), { width, size }).rowHeight
  expect(heightOf(378, 'medium')).toBeLessThan(heightOf(1200, 'medium'))
  expect(heightOf(1200, 'small')).toBeLessThan(heightOf(1200, 'medium'))
  expect(heightOf(1200, 'medium')).toBeLessThan(heightOf(1200, 'large'))
})
