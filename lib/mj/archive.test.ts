import { expect, test } from 'vitest'
import { storageWarning } from './archive'

const room = { usedBytes: 50e9, quotaBytes: 100e9, freeBytes: 500e9 }

test.each([
  [{}, null],
  [{ usedBytes: 89.9e9 }, null],
  [{ usedBytes: 90e9 }, 'quota-near'],
  [{ usedBytes: 100e9 }, 'quota-over'],
  [{ usedBytes: 150e9 }, 'quota-over'],
  [{ usedBytes: 150e9, quotaBytes: null }, null],
  [{ freeBytes: 1.9e9 }, 'disk-low'],
  [{ freeBytes: 1.9e9, quotaBytes: null }, 'disk-low'],
  [{ freeBytes: 1.9e9, usedBytes: 95e9 }, 'disk-low'],
  [{ freeBytes: 1.9e9, usedBytes: 100e9 }, 'quota-over'],
])('%j is %s', (change, warning) => {
  expect(storageWarning({ ...room, ...change })).toBe(warning)
})
