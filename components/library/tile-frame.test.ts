import { expect, it } from 'vitest'
import type { LibraryFrame } from '@/lib/mj/library'
import { middleOf, tileFrame } from './tile-frame'

const quadrants = [0, 1, 2, 3].map((n) => ({
  x: (n % 2) * 600,
  y: n > 1 ? 400 : 0,
  width: 600,
  height: 400,
}))
const frame = (quadrant: number | null): LibraryFrame => ({
  id: 'p-3',
  taskId: 't',
  picture: {
    id: 'p',
    position: 0,
    type: 'image/png',
    width: 1200,
    height: 800,
    sizeBytes: 1,
    thumbhash: '',
    quadrants,
  },
  quadrant,
  prompt: 'a fox',
  verb: 'imagine',
  createdAt: 0,
  isFavourite: false,
  isKept: false,
  trashedAt: null,
  isPasted: false,
  videoId: null,
  isShared: false,
  owner: null,
})

it('a quadrant shows its own part, a picture that stands alone all of it', () => {
  expect(tileFrame(frame(3), 1.5)).toMatchObject({ box: quadrants[2], index: 3 })
  expect(tileFrame(frame(null), 1.5)).toMatchObject({
    box: { x: 0, y: 0, width: 1200, height: 800 },
    index: null,
  })
})

it('a panorama shows its middle, and so does a pillar', () => {
  expect(middleOf({ x: 0, y: 0, width: 1200, height: 100 }, 4)).toEqual({
    x: 400,
    y: 0,
    width: 400,
    height: 100,
  })
  expect(middleOf({ x: 10, y: 20, width: 100, height: 1200 }, 1 / 3)).toEqual({
    x: 10,
    y: 470,
    width: 100,
    height: 300,
  })
})
