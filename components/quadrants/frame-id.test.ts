import { expect, it } from 'vitest'
import type { Picture } from '@/lib/mj/task'
import { frameIdOf, frameOf, quadrantOf, stopsOf } from './frame-id'
import { framesOf } from './frames'

const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 })
const single: Picture = {
  id: 'p',
  position: 0,
  type: 'image/png',
  width: 200,
  height: 100,
  sizeBytes: 1,
  thumbhash: '',
  quadrants: null,
}
const grid: Picture = {
  ...single,
  quadrants: [box(0, 0), box(100, 0), box(0, 50), box(100, 50)],
}

it('frames of a grid have its id and a number, a picture that stands alone its own id', () => {
  expect(framesOf([grid]).map(frameIdOf)).toEqual(['p-1', 'p-2', 'p-3', 'p-4'])
  expect(framesOf([single]).map(frameIdOf)).toEqual(['p'])
})

it('a frame of the library is drawn as its task draws it', () => {
  for (const frame of framesOf([grid])) {
    expect(frameOf({ picture: grid, quadrant: frame.index })).toEqual(frame)
  }
  expect(frameOf({ picture: single, quadrant: null })).toEqual(framesOf([single])[0])
})

it('is found again in the address of its task', () => {
  const pasted = { isPasted: false }
  expect(quadrantOf({ picture: grid, quadrant: 3, ...pasted })).toBe(3)
  expect(quadrantOf({ picture: single, quadrant: null, ...pasted })).toBeNull()
  expect(quadrantOf({ picture: { ...single, position: 1 }, quadrant: null, ...pasted })).toBe(2)
  expect(quadrantOf({ picture: { ...single, position: 6 }, quadrant: null, ...pasted })).toBeNull()
  expect(quadrantOf({ picture: single, quadrant: null, isPasted: true })).toBeNull()
})

it('one goes through the frames that have a number, or stops once', () => {
  expect(stopsOf([grid])).toEqual([1, 2, 3, 4])
  expect(stopsOf([single])).toEqual([null])
  expect(stopsOf()).toEqual([null])
  expect(stopsOf([0, 1, 2, 3, 4].map((n) => ({ ...single, id: String(n) })))).toEqual([1, 2, 3, 4])
})
