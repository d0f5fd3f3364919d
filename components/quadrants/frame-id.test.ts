import { expect, it } from 'vitest'
import { frameIdOf, frameOf, quadrantOf, stopsOf } from './frame-id'
import { framesOf } from './frames'
import { grid, single } from './testing/picture'

const [alone, four] = [single('p'), grid('p')]

it('frames of a grid have its id and a number, a picture that stands alone its own id', () => {
  expect(framesOf([four]).map(frameIdOf)).toEqual(['p-1', 'p-2', 'p-3', 'p-4'])
  expect(framesOf([alone]).map(frameIdOf)).toEqual(['p'])
})

it('a frame of the library is drawn as its task draws it', () => {
  for (const frame of framesOf([four])) {
    expect(frameOf({ picture: four, quadrant: frame.index })).toEqual(frame)
  }
  expect(frameOf({ picture: alone, quadrant: null })).toEqual(framesOf([alone])[0])
})

it('is found again in the address of its task', () => {
  const pasted = { isPasted: false }
  expect(quadrantOf({ picture: four, quadrant: 3, ...pasted })).toBe(3)
  expect(quadrantOf({ picture: alone, quadrant: null, ...pasted })).toBeNull()
  expect(quadrantOf({ picture: { ...alone, position: 1 }, quadrant: null, ...pasted })).toBe(2)
  expect(quadrantOf({ picture: { ...alone, position: 6 }, quadrant: null, ...pasted })).toBeNull()
  expect(quadrantOf({ picture: alone, quadrant: null, isPasted: true })).toBeNull()
})

it('one goes through the frames that have a number, or stops once', () => {
  expect(stopsOf([four])).toEqual([1, 2, 3, 4])
  expect(stopsOf([alone])).toEqual([null])
  expect(stopsOf()).toEqual([null])
  expect(stopsOf([0, 1, 2, 3, 4].map((n) => ({ ...alone, id: String(n) })))).toEqual([1, 2, 3, 4])
})
