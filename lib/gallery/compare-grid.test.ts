import { describe, expect, it } from 'vitest'
import { compareGrid, pairWithin } from './compare-grid'

const wide = { width: 1600, height: 800 }
const same = (count: number, ratio: number) => Array.from({ length: count }, () => ratio)
const shape = (ratios: readonly number[], stage = wide) => {
  const { columns, rows } = compareGrid(ratios, stage, 8)
  return `${columns}×${rows}`
}

describe('on a wide stage', () => {
  it('three squares stand side by side, more of them in two rows', () => {
    const shapes = [2, 3, 4, 6, 8].map((count) => shape(same(count, 1)))
    expect(shapes).toEqual(['2×1', '3×1', '2×2', '3×2', '4×2'])
  })

  it('two panoramas lie one above the other, two portraits side by side', () => {
    expect(shape(same(2, 21 / 9))).toBe('1×2')
    expect(shape(same(2, 9 / 16))).toBe('2×1')
  })
})

it('on a phone, panoramas go down', () => {
  expect(shape(same(4, 16 / 9), { width: 390, height: 700 })).toBe('1×4')
})

it('every picture has a cell, and all cells and gaps are within the stage', () => {
  for (let count = 1; count <= 9; count++) {
    for (const ratio of [0.5, 1, 1.78]) {
      const { columns, rows, cell } = compareGrid(same(count, ratio), wide, 8)
      expect(columns * rows).toBeGreaterThanOrEqual(count)
      expect((columns - 1) * rows).toBeLessThan(count)
      expect(columns * cell.width + 8 * (columns - 1)).toBeCloseTo(wide.width, 6)
      expect(rows * cell.height + 8 * (rows - 1)).toBeCloseTo(wide.height, 6)
    }
  }
})

it('no other number of columns shows more of them', () => {
  const ratios = [1, 1.5, 0.66, 1.78, 1]
  const covered = (columns: number) => {
    const rows = Math.ceil(ratios.length / columns)
    const cell = {
      width: (1600 - 8 * (columns - 1)) / columns,
      height: (800 - 8 * (rows - 1)) / rows,
    }
    return ratios
      .map((ratio) => Math.min(cell.width, cell.height * ratio))
      .reduce((sum, width, n) => sum + (width * width) / ratios[n]!, 0)
  }
  const { columns } = compareGrid(ratios, wide, 8)
  expect(Math.max(...[1, 2, 3, 4, 5].map(covered))).toBe(covered(columns))
})

describe('two of several', () => {
  it('stay those that were chosen', () => {
    expect(pairWithin([2, 0], 3)).toEqual([2, 0])
  })

  it('are others when one of them was taken out', () => {
    expect(pairWithin([1, 2], 2)).toEqual([1, 0])
    expect(pairWithin([0, 3], 2)).toEqual([0, 1])
  })

  it('are none of one', () => {
    expect(pairWithin([0, 1], 1)).toBeNull()
  })
})
