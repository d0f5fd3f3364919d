import { expect, test } from 'vitest'
import { readBudget, readPersonName } from './person-values'

test.each([
  ['Anna', 'Anna'],
  ['  Anna   Maria ', 'Anna Maria'],
  ['安娜', '安娜'],
  ['   ', null],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(61), null],
])('the name in %j is %j', (text, name) => {
  expect(readPersonName(text)).toBe(name)
})

test.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  [' 20 ', 20],
  ['1,000', 1000],
  ['100000', 100_000],
  ['100001', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['many', undefined],
])('the budget in %j is %j', (text, budget) => {
  expect(readBudget(text)).toBe(budget)
})
