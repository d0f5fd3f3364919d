import { createFormatter } from 'use-intl/core'
import { expect, test } from 'vitest'
import { bytesIn } from './bytes'

test('sizes are said in the unit that suits them, with one digit behind the point below a hundred', () => {
  const sizeOf = bytesIn(createFormatter({ locale: 'en' }))
  const sizes = [0, 940, 12_340, 412_000, 1_250_000, 840_400_000, 1_234_000_000, 52e12]
  expect(sizes.map(sizeOf)).toEqual([
    '0 kB',
    '0.9 kB',
    '12.3 kB',
    '412 kB',
    '1.3 MB',
    '840 MB',
    '1.2 GB',
    '52 TB',
  ])
})
