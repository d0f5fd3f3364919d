import { expect, test } from 'vitest'
import { createBudget } from './tracker-budget'

test.each([137, 1000, 2999, 20_000])(
  'looks wished for every %i ms are never 26 in a minute',
  (step) => {
    const budget = createBudget()
    const reads: number[] = []
    for (let at = 0; at < 600_000; at += step) {
      while (budget.take(at)) reads.push(at)
      expect(budget.readyAt(at)).toBeGreaterThan(at)
    }
    const busiest = Math.max(
      ...reads.map((from) => reads.filter((at) => at >= from && at < from + 60_000).length),
    )
    expect(busiest).toBeLessThanOrEqual(25)
    expect(reads.length).toBeGreaterThan(140)
  },
)

test('a read is ready later where some are to be left over', () => {
  const budget = createBudget()
  while (budget.left(0) > 1) budget.take(0)
  expect(budget.readyAt(0)).toBe(0)
  expect(budget.readyAt(0, 1)).toBe(3000)
  expect(budget.readyAt(3000, 1)).toBe(3000)
})
