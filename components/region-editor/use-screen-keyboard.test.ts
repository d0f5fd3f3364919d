import { expect, test } from 'vitest'
import { uncoveredOf } from './use-screen-keyboard'

test('a keyboard leaves what the visual viewport shows, wherever the browser has moved it', () => {
  expect(uncoveredOf(844, { height: 508, offsetTop: 0, scale: 1 })).toEqual({ top: 0, height: 508 })
  expect(uncoveredOf(844, { height: 508, offsetTop: 336, scale: 1 })).toEqual({
    top: 336,
    height: 508,
  })
})

test('a bar of the browser and a zoomed page are no keyboard', () => {
  expect(uncoveredOf(844, { height: 844, offsetTop: 0, scale: 1 })).toBeNull()
  expect(uncoveredOf(844, { height: 788, offsetTop: 0, scale: 1 })).toBeNull()
  expect(uncoveredOf(844, { height: 422, offsetTop: 100, scale: 2 })).toBeNull()
})
