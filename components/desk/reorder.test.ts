import { expect, it } from 'vitest'
import { moveItem, nearestBox } from './reorder'

it('moves one thing and keeps the others in order', () => {
  expect(moveItem(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(moveItem(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c'])
  expect(moveItem(['a', 'b'], 0, 9)).toEqual(['b', 'a'])
  expect(moveItem(['a', 'b'], 1, -1)).toEqual(['b', 'a'])
  expect(moveItem(['a', 'b'], 5, 0)).toEqual(['a', 'b'])
})

it('a point belongs to the box whose middle is nearest', () => {
  const boxes = [0, 110, 220].map((left) => ({ left, top: 0, width: 100, height: 100 }))
  expect(nearestBox({ x: 10, y: 50 }, boxes)).toBe(0)
  expect(nearestBox({ x: 140, y: 90 }, boxes)).toBe(1)
  expect(nearestBox({ x: 999, y: 999 }, boxes)).toBe(2)
  expect(nearestBox({ x: 0, y: 0 }, [])).toBe(-1)
})
