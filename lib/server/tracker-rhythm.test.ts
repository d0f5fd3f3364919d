import { expect, test } from 'vitest'
import { nextLookAt, type RhythmFacts } from './tracker-rhythm'

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

test('the first look comes soon, to show that the gateway has begun', () => {
  expect(gap({ durations: [60_000, 60_000, 60_000] })).toBe(1500)
})

test('far from the end of a known kind, looks come every three seconds for the progress', () => {
  const looked = { acceptedAt: start - 1500, lookedAt: start }
  expect(gap({ ...looked, durations: [60_000, 60_000, 60_000] })).toBe(3000)
})

test('a look for the progress is left out when it would be missed at the end', () => {
  const looked = { acceptedAt: start - 1500, lookedAt: start, durations: [9000, 10_000, 11_000] }
  expect(gap({ ...looked, readsLeft: 5 })).toBe(3000)
  expect(gap({ ...looked, readsLeft: 1 })).toBeGreaterThan(6500)
})

test('no look is taken before the end can have come and too near to it to tell of progress', () => {
  expect(gap({ durations: [2000, 2000, 2000] })).toBeGreaterThanOrEqual(1850)
})

test('around the expected end, looks are half a second apart or closer', () => {
  const acceptedAt = start - 12_000
  expect(
    gap({ acceptedAt, lookedAt: start, durations: [12_000, 12_000, 12_000] }),
  ).toBeLessThanOrEqual(500)
})

test('the fewer reads are left, the wider they are spread', () => {
  const near = { acceptedAt: start - 9000, lookedAt: start, durations: [9000, 11_000, 13_000] }
  expect(gap({ ...near, readsLeft: 5 })).toBeLessThan(gap({ ...near, readsLeft: 1 }))
})

test('a task that is overdue is looked at less and less often, up to the usual pace', () => {
  const overdue = (ms: number) =>
    gap({ acceptedAt: start - 10_000 - ms, lookedAt: start, durations: [10_000, 10_000, 10_000] })
  expect(overdue(200)).toBeLessThan(500)
  expect(overdue(60_000)).toBe(3000)
})

test('without a history, progress foretells the end, and a look comes before it', () => {
  const acceptedAt = start - 9000
  expect(gap({ acceptedAt, lookedAt: start, changedAt: start, progress: 90 })).toBeLessThan(1000)
})

test('without news the pace drops to fifteen seconds', () => {
  expect(gap({ acceptedAt: start - 60_000, lookedAt: start, quietLooks: 50 })).toBe(15_000)
})

test('a clock that was ahead when the task was accepted holds nothing up', () => {
  expect(gap({ acceptedAt: start + 86_400_000 })).toBeLessThanOrEqual(0)
})
