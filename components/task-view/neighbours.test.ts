import { expect, it } from 'vitest'
import { grid, single } from '@/components/quadrants/testing/picture'
import { type Place, placeFrom } from './neighbours'

const tasks = new Map([
  ['grid', { pictures: [grid('g')] }],
  ['single', { pictures: [single('s')] }],
  ['failed', { pictures: [] }],
  ['five', { pictures: [1, 2, 3, 4, 5].map((n) => single(String(n))) }],
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
