import { expect, test } from 'vitest'
import { counted } from './counted'

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [66_000, '66,000 files'],
])('%i in words', (n, words) => {
  expect(counted(n, 'file')).toBe(words)
})
