import { expect, test } from 'vitest'
import { framesOf } from './frames'
import { grid, quarters, single } from './testing/picture'

test('a composite is shown as its four quadrants, numbered as U and V are', () => {
  const frames = framesOf([grid('a')])
  expect(frames.map(({ index }) => index)).toEqual([1, 2, 3, 4])
  expect(frames.map((frame) => frame.box)).toEqual(quarters)
})

test('a single picture is one frame without a number', () => {
  expect(framesOf([single('a')])).toEqual([
    { picture: single('a'), box: { x: 0, y: 0, width: 200, height: 100 }, index: null },
  ])
})

test('four separate pictures are numbered like quadrants', () => {
  const frames = framesOf(['a', 'b', 'c', 'd'].map(single))
  expect(frames.map((frame) => [frame.picture.id, frame.index])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ])
})

test('a task without pictures has no frames', () => {
  expect(framesOf([])).toEqual([])
})
