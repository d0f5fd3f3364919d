import { expect, it } from 'vitest'
import type { Picture } from '@/lib/mj/task'
import { type Place, placeFrom } from './neighbours'

const picture = (id: string, isGrid: boolean): Picture => ({
  id,
  position: 0,
  type: 'image/png',
  width: 200,
  height: 100,
  sizeBytes: 1,
  thumbhash: '',
  quadrants: isGrid
    ? [0, 1, 2, 3].map((n) => ({ x: (n % 2) * 100, y: n > 1 ? 50 : 0, width: 100, height: 50 }))
    : null,
})

const tasks = new Map([
  ['grid', { pictures: [picture('g', true)] }],
  ['single', { pictures: [picture('s', false)] }],
  ['failed', { pictures: [] }],
  ['five', { pictures: [1, 2, 3, 4, 5].map((n) => picture(String(n), false)) }],
])
const ids = ['grid', 'single', 'failed', 'five', 'unknown']
const from = (here: Place, steps: 1 | -1 | 2 | -2) => {
  const place = placeFrom(ids, (id) => tasks.get(id), here, steps)
  return place && `${place.taskId} ${place.quadrant ?? '-'}`
}

it('goes through the frames of a grid, then to the next task', () => {
  expect(from({ taskId: 'grid', quadrant: 2 }, 1)).toBe('grid 3')
  expect(from({ taskId: 'grid', quadrant: 4 }, 1)).toBe('single -')
  expect(from({ taskId: 'single', quadrant: null }, 1)).toBe('failed -')
  expect(from({ taskId: 'grid', quadrant: 3 }, 2)).toBe('single -')
})

it('comes back into a grid by its last frame', () => {
  expect(from({ taskId: 'single', quadrant: null }, -1)).toBe('grid 4')
  expect(from({ taskId: 'failed', quadrant: null }, -2)).toBe('grid 4')
})

it('the whole of a grid stands before its first frame', () => {
  expect(from({ taskId: 'grid', quadrant: null }, 1)).toBe('grid 1')
  expect(from({ taskId: 'grid', quadrant: null }, -1)).toBeNull()
  expect(from({ taskId: 'five', quadrant: null }, -1)).toBe('failed -')
})

it('what is not known yet is one place, and beyond it there is nothing', () => {
  expect(from({ taskId: 'unknown', quadrant: null }, 1)).toBeNull()
  expect(from({ taskId: 'elsewhere', quadrant: null }, 1)).toBeNull()
  expect(from({ taskId: 'elsewhere', quadrant: null }, -1)).toBeNull()
})
