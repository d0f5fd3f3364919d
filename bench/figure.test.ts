import { expect, test } from 'vitest'
import { median, quantile, row, slope } from './figure'

test('a row knows its ratio and whether its goal is met', () => {
  const reference = { what: 'a bare page', value: 50 }
  const met = row('size', 100, 'kB', { reference, goal: 100 })
  expect(met).toMatchObject({ ratio: 2, isMet: true })
  expect(row('size', 100.1, 'kB', { reference, goal: 100 }).isMet).toBe(false)
  expect(row('size', 100, 'kB').isMet).toBeNull()
})

test('what could not be measured meets no goal', () => {
  expect(row('latency', median([]), 'ms', { goal: 16 }).isMet).toBe(false)
})

test('beside nothing there is no ratio', () => {
  const reference = { what: 'a bare page', value: 0 }
  expect(row('requests elsewhere', 0, '', { reference }).ratio).toBeNull()
})

test('a quantile is one of the values, whatever their order', () => {
  const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10]
  expect(quantile(values, 0.95)).toBe(10)
  expect(quantile(values, 0.5)).toBe(5)
  expect(quantile(values, 0)).toBe(1)
})

test('the slope is what one unit adds, and noise around a level adds nothing', () => {
  expect(slope([10, 12, 14, 16], 1 / 12)).toBeCloseTo(24)
  expect(slope([10, 11, 10, 10, 11, 10], 1 / 12)).toBeCloseTo(0)
})
