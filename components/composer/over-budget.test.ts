import { expect, test } from 'vitest'
import { obstacleOf } from './draft-view'
import { overBudget } from './over-budget'

const budget = { perDay: 20, usedToday: 18, renewsAt: 1000 }
const view = { isBlank: false, sent: 'a red fox', count: 1 }

test('without a budget, and within one, nothing stands in the way', () => {
  expect(overBudget(null, 100)).toBeNull()
  expect(overBudget(budget, 2)).toBeNull()
})

test('more than is left is told with both numbers, and until when', () => {
  expect(overBudget(budget, 3)).toEqual({
    type: 'over-budget',
    left: 2,
    count: 3,
    perDay: 20,
    renewsAt: 1000,
  })
})

test('the budget of the day stops a draft that could be sent otherwise', () => {
  const spent = { ...budget, usedToday: 20 }
  expect(obstacleOf(view, false, budget)).toBeNull()
  expect(obstacleOf(view, false, spent)).toMatchObject({ type: 'over-budget', left: 0 })
  expect(obstacleOf({ ...view, isBlank: true }, false, spent)).toEqual({ type: 'blank' })
})
