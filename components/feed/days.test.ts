import { expect, test } from 'vitest'
import { daysBetween, groupByDay } from './days'

const at = (text: string) => new Date(text).getTime()
const times = new Map([
  ['e', at('2026-03-29T09:00:00')],
  ['d', at('2026-03-29T00:00:00')],
  ['c', at('2026-03-28T23:59:59')],
  ['b', at('2026-03-28T08:00:00')],
  ['a', at('2026-01-02T12:00:00')],
])

test('midnight begins a day and the second before it ends one', () => {
  const days = groupByDay(['e', 'd', 'c', 'b', 'a'], (id) => times.get(id))
  expect(days.map((day) => day.ids)).toEqual([['e', 'd'], ['c', 'b'], ['a']])
})

test('a task without a known time stays with its neighbours', () => {
  const days = groupByDay(['e', 'x', 'd'], (id) => times.get(id))
  expect(days.map((day) => day.ids)).toEqual([['e', 'x', 'd']])
})

test('an empty feed has no days', () => {
  expect(groupByDay([], () => 0)).toEqual([])
})

test('yesterday is one day ago, also when the night between was an hour short', () => {
  expect(daysBetween(at('2026-03-28T23:00:00'), at('2026-03-29T01:00:00'))).toBe(1)
  expect(daysBetween(at('2026-03-29T23:00:00'), at('2026-03-30T00:30:00'))).toBe(1)
  expect(daysBetween(at('2026-03-28T00:00:00'), at('2026-03-28T23:00:00'))).toBe(0)
})
