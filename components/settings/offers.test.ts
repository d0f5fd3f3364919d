import { expect, test } from 'vitest'
import { allCapabilities } from '@/lib/mj/capabilities'
import { offersOf } from './offers'

test('a gateway that has everything lacks nothing', () => {
  expect(offersOf(allCapabilities).lacking).toEqual([])
})

test('what it lacks is named, and follow-ups by number count as buttons', () => {
  const { offered, lacking } = offersOf({
    ...allCapabilities,
    action: false,
    region: false,
    speeds: [],
  })
  expect(lacking).toEqual(['region', 'modes'])
  expect(offered).toContain('action')
  expect(offersOf({ ...allCapabilities, action: false, change: false }).lacking).toEqual(['action'])
})
