import { describe, expect, test } from 'vitest'
import { retryAfterMs } from './classify'

const now = Date.UTC(2026, 10, 21, 3, 0, 0)

describe('Retry-After', () => {
  test.each([
    ['7', 7_000],
    [' 1.5 ', 1_500],
    ['Sat, 21 Nov 2026 03:00:30 GMT', 30_000],
    ['Saturday, 21-Nov-26 03:00:30 GMT', 30_000],
    ['99999999', 600_000],
    ['999999999999999', 600_000],
    ['Sat, 21 Nov 2099 03:00:30 GMT', 600_000],
    ['0', null],
    ['-5', null],
    ['Sat, 21 Nov 2020 03:00:30 GMT', null],
    ['soon', null],
    ['1e9', null],
    ['Infinity', null],
    ['', null],
  ])('%j is %j ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected)
  })

  test('a missing one is no wait', () => {
    expect(retryAfterMs(null, now)).toBeNull()
    expect(retryAfterMs(undefined, now)).toBeNull()
  })
})
