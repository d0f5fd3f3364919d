'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { clockFormat } from '@/components/ui/clock-format'
import { isNearlySpent, leftOf } from '@/lib/mj/budget'
import type { Budget } from '@/lib/mj/members'

/** What is left of the day, once it is worth a word. */
export function BudgetLeft({ budget }: { budget: Budget }) {
  const t = useTranslations('composer')
  const format = useFormatter()
  const left = leftOf(budget)
  if (left === null || !isNearlySpent({ perDay: budget.perDay, left })) return null
  const about = t('budgetLeftAbout', {
    count: left,
    time: format.dateTime(budget.renewsAt, clockFormat),
  })
  return (
    <span
      title={about}
      className={classNames(
        'grid h-[38px] shrink-0 place-items-center text-xs whitespace-nowrap tabular-nums pointer-coarse:h-11',
        left === 0 ? 'text-warn' : 'text-faint',
      )}
    >
      <span aria-hidden>{t('budgetLeft', { count: left })}</span>
      <span className="sr-only">{about}</span>
    </span>
  )
}
