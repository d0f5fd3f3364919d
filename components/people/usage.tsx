'use client'

import { useTranslations } from 'use-intl'
import { Meter } from '@/components/ui/meter'
import { isNearlySpent } from '@/lib/mj/budget'

/** How much of a day is used: a number, and a thin bar where there is an end to it. */
export function Usage({ used, limit }: { used: number; limit: number | null }) {
  const t = useTranslations('people')
  if (limit === null)
    return <p className="text-sm text-muted tabular-nums">{t('used', { used })}</p>
  const text = t('usedOf', { used, limit })
  return (
    <div>
      <p className="text-sm text-muted tabular-nums">{text}</p>
      <Meter
        label={t('today')}
        text={text}
        value={used}
        most={limit}
        warns={isNearlySpent({ perDay: limit, left: limit - used })}
      />
    </div>
  )
}
