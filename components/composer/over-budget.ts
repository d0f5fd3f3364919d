import { leftOf } from '@/lib/mj/budget'
import type { Budget } from '@/lib/mj/members'
import type { Obstacle } from './draft-view'

/** What a day's budget says to so many submits; null where they fit. */
export function overBudget(budget: Budget | null, count: number): Obstacle | null {
  const left = leftOf(budget)
  if (budget === null || left === null || left >= count) return null
  return { type: 'over-budget', left, count, perDay: budget.perDay, renewsAt: budget.renewsAt }
}
