import { expect, test } from 'vitest'
import { clockTime } from './clock-time'

test.each([
  [0, '0:00'],
  [21_400, '0:21'],
  [60_000, '1:00'],
  [724_000, '12:04'],
  [3_723_000, '1:02:03'],
  [-5000, '0:00'],
])('%i ms is %s on the clock', (ms, text) => {
  expect(clockTime(ms)).toBe(text)
})
