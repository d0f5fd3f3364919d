/** What is left of a day's submits. */
import type { Budget } from './members'

/** Submits left today; null where there is no limit. */
export function leftOf(budget: Budget | null): number | null {
  return budget === null ? null : Math.max(0, budget.perDay - budget.usedToday)
}

/** From here on it is worth a word: a fifth. */
export function isNearlySpent({ perDay, left }: { perDay: number; left: number }): boolean {
  return left <= perDay / 5
}
