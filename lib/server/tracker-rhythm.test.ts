import { expect, test } from 'vitest'
import { median, nextLookAt, type RhythmFacts } from './tracker-rhythm'

const start = 1_000_000
const facts = (change: Partial<RhythmFacts>): RhythmFacts => ({
  now: start,
  lookedAt: null,
  acceptedAt: start,
  changedAt: start,
  progress: null,
  durations: [],
  quietLooks: 0,
  stalledMs: 15 * 60_000,
  readsLeft: 5,
  ...change,
})
const gap = (change: Partial<RhythmFacts>) => nextLookAt(facts(change)) - start

test('far from the end of a known kind, looks are spared', () => {
  expect(gap({ durations: [60_000, 60_000, 60_000] })).toBe(5000)
})

test('the look before the expected end is not taken past it', () => {
  expect(gap({ durations: [2000, 2000, 2000] })).toBe(1500)
})

test('around the expected end, looks are half a second apart or closer', () => {
  const acceptedAt = start - 12_000
  expect(
    gap({ acceptedAt, lookedAt: start, durations: [12_000, 12_000, 12_000] }),
  ).toBeLessThanOrEqual(500)
})

test('with few reads left, the next look is the one at the expected end', () => {
  expect(gap({ durations: [4000, 4000, 4000], readsLeft: 2 })).toBe(4000)
  expect(gap({ durations: [4000, 4000, 4000], readsLeft: 5 })).toBe(3000)
})

test('without a history, progress foretells the end', () => {
  const acceptedAt = start - 9000
  expect(gap({ acceptedAt, lookedAt: start, changedAt: start, progress: 90 })).toBeLessThan(600)
})

test('without news the pace drops to fifteen seconds', () => {
  expect(gap({ acceptedAt: start - 60_000, lookedAt: start, quietLooks: 50 })).toBe(15_000)
})

test('a clock that was ahead when the task was accepted holds nothing up', () => {
  expect(gap({ acceptedAt: start + 86_400_000 })).toBeLessThanOrEqual(0)
})

test('the median of an even number is one of them', () => {
  expect(median([4, 1, 3, 2])).toBe(3)
})
