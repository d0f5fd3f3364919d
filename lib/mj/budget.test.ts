import { expect, test } from 'vitest'
import { isNearlySpent, leftOf } from './budget'

const budget = { perDay: 20, usedToday: 17, renewsAt: 1000 }

test('without a budget nothing runs out', () => {
  expect(leftOf(null)).toBeNull()
})

test('what is used is gone', () => {
  expect(leftOf(budget)).toBe(3)
})

test('a budget that was lowered below what is used leaves nothing, and owes nothing', () => {
  expect(leftOf({ ...budget, perDay: 5 })).toBe(0)
})

test.each([
  [20, 5, false],
  [20, 4, true],
  [2, 1, false],
  [2, 0, true],
  [0, 0, true],
])('of %i a day %i left is worth a word: %s', (perDay, left, isWorth) => {
  expect(isNearlySpent({ perDay, left })).toBe(isWorth)
})
