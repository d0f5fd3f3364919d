import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clock } from './use-now'

beforeEach(() => {
  vi.useFakeTimers({ now: 10_400 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('tells the time in whole periods, at the beginning of each', () => {
  const { read, subscribe } = clock(1000)
  const told: number[] = []
  subscribe(() => told.push(Date.now()))
  expect(read()).toBe(10_000)
  vi.advanceTimersByTime(2000)
  expect(told).toEqual([11_000, 12_000])
  expect(read()).toBe(12_000)
})

test('all who look are told together, and nothing ticks once nobody does', () => {
  const { subscribe } = clock(60_000)
  const [first, second] = [vi.fn(), vi.fn()]
  const leave = [subscribe(first), subscribe(second)]
  expect(vi.getTimerCount()).toBe(1)
  leave[0]!()
  vi.advanceTimersByTime(60_000)
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 1])
  leave[1]!()
  expect(vi.getTimerCount()).toBe(0)
})
