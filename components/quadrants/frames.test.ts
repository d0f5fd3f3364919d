import { expect, test } from 'vitest'
import type { Picture } from '@/lib/mj/task'
import { framesOf } from './frames'

const picture = (id: string, quadrants: Picture['quadrants'] = null): Picture => ({
  id,
  position: 0,
  type: 'image/png',
  width: 200,
  height: 100,
  sizeBytes: 1,
  thumbhash: '',
  quadrants,
})
const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 })
const quadrants = [box(0, 0), box(100, 0), box(0, 50), box(100, 50)]

test('a composite is shown as its four quadrants, numbered as U and V are', () => {
  const frames = framesOf([picture('a', quadrants)])
  expect(frames.map(({ index }) => index)).toEqual([1, 2, 3, 4])
  expect(frames.map((frame) => frame.box)).toEqual(quadrants)
})

test('a single picture is one frame without a number', () => {
  expect(framesOf([picture('a')])).toEqual([
    { picture: picture('a'), box: { x: 0, y: 0, width: 200, height: 100 }, index: null },
  ])
})

test('four separate pictures are numbered like quadrants', () => {
  const frames = framesOf(['a', 'b', 'c', 'd'].map((id) => picture(id)))
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
