import { expect, test } from 'vitest'
import { firstPrompt, readZoom, windowKindOf, writeRatio, writeZoom } from './window-kind'

const parent = { prompt: '狐狸 --fast', promptEn: 'fox --fast', finalPrompt: '' }

test('a window opens with the final prompt, else the English one, else the person’s own', () => {
  expect(firstPrompt('remix', { ...parent, finalPrompt: 'a fox --v 7' })).toBe('a fox --v 7')
  expect(firstPrompt('remix', parent)).toBe('fox')
  expect(firstPrompt('remix', { ...parent, promptEn: '' })).toBe('狐狸')
})

test('speed words of the last submit do not come back', () => {
  const finalPrompt = 'a fox --ar 3:2 --turbo --v 7 --relax'
  expect(firstPrompt('remix', { ...parent, finalPrompt })).toBe('a fox --ar 3:2 --v 7')
})

test('a zoom window carries its zoom, once', () => {
  expect(firstPrompt('zoom', { ...parent, finalPrompt: 'a fox --ar 3:2' })).toBe(
    'a fox --ar 3:2 --zoom 2',
  )
  expect(firstPrompt('zoom', { ...parent, finalPrompt: 'a fox --zoom 1.4' })).toBe('a fox --zoom 2')
})

test('slider and text are two views of one prompt', () => {
  expect(readZoom('a fox --zoom 1.4 --ar 3:2')).toBe(1.4)
  expect(writeZoom('a fox --zoom 1.4 --ar 3:2', 1.75)).toBe('a fox --zoom 1.75 --ar 3:2')
  expect(writeZoom('a fox', 1.1 + 0.2)).toBe('a fox --zoom 1.3')
})

test('a zoom outside what gateways take is shown at the edge', () => {
  expect(readZoom('a fox --zoom 9')).toBe(2)
  expect(readZoom('a fox')).toBeNull()
})

test('taking the ratio out leaves the rest as it was', () => {
  expect(writeRatio('a fox --ar 3:2 --zoom 2', '')).toBe('a fox --zoom 2')
  expect(writeRatio('a fox --zoom 2', '1:1')).toBe('a fox --zoom 2 --ar 1:1')
})

test('an unknown button has a window of its own kind', () => {
  expect(windowKindOf({ kind: 'unknown', customId: 'x', label: '', emoji: '' })).toBe('other')
  expect(windowKindOf({ kind: 'custom-zoom', jobId: '' })).toBe('zoom')
})
