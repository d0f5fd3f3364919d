import { expect, test } from 'vitest'
import { bleedStyle, cropBackground, cropStyle, pictureSources } from './crop'

test('each quadrant of a 2×2 composite fills its frame', () => {
  const picture = { width: 1344, height: 896 }
  const box = { x: 672, y: 0, width: 672, height: 448 }
  expect(cropStyle(picture, box)).toEqual({
    width: '200%',
    height: '200%',
    left: '-100%',
    top: '0%',
  })
})

test('a composite of odd size keeps its last pixel: the boxes need not be halves', () => {
  const picture = { width: 1025, height: 1025 }
  expect(cropStyle(picture, { x: 513, y: 513, width: 512, height: 512 })).toEqual({
    width: '200.1953%',
    height: '200.1953%',
    left: '-100.1953%',
    top: '-100.1953%',
  })
})

test('the widths offered are those of the files, whose long edge is the size', () => {
  const portrait = { id: 'p', width: 896, height: 1344 }
  expect(pictureSources(portrait)).toBe(
    '/images/p/256 171w, /images/p/512 341w, /images/p/1024 683w',
  )
})

test('no file is said to be larger than the picture itself', () => {
  expect(pictureSources({ id: 's', width: 400, height: 200 })).toBe(
    '/images/s/256 256w, /images/s/512 400w, /images/s/1024 400w',
  )
})

test('a background shows the same part as the picture over it', () => {
  const picture = { width: 400, height: 200 }
  expect(cropBackground(picture, { x: 200, y: 100, width: 200, height: 100 })).toEqual({
    backgroundSize: '200% 200%',
    backgroundPosition: '100% 100%',
  })
  expect(cropBackground(picture, { x: 0, y: 0, width: 400, height: 200 })).toEqual({
    backgroundSize: '100% 100%',
    backgroundPosition: '0% 0%',
  })
})

test('a part is drawn larger around its own middle, a whole picture as it is', () => {
  const picture = { width: 400, height: 200 }
  expect(bleedStyle(picture, { x: 200, y: 0, width: 200, height: 100 }).transformOrigin).toBe(
    '75% 25%',
  )
  expect(bleedStyle(picture, { x: 0, y: 0, width: 400, height: 200 })).toEqual({})
})
