'use client'

import { LogOut } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { clockFormat } from '@/components/ui/clock-format'
import { Meter } from '@/components/ui/meter'
import { useSignOut } from '@/lib/client/use-sign-out'
import { isNearlySpent, leftOf } from '@/lib/mj/budget'
import type { Me } from '@/lib/mj/members'
import { PageLink } from './page-link'

/** Name, part, what is left of the day, and the way out. */
export function OwnPanel({ me, onDone }: { me: Me; onDone: () => void }) {
  const t = useTranslations('shell.you')
  const { isLeaving, signOut } = useSignOut()
  return (
    <div className="w-64 max-w-full">
      <h2 className="text-lg font-medium">{me.name}</h2>
      <p className="text-sm text-muted">{t(`role.${me.role}`)}</p>
      <OwnBudget budget={me.budget} />
      <div className="mt-4 flex flex-wrap gap-2">
        <PageLink
          href={me.role === 'owner' ? '/settings#people' : '/settings#account'}
          onClick={onDone}
          className={buttonClass('bright', 'sm')}
        >
          {t(me.role === 'owner' ? 'people' : 'account')}
        </PageLink>
        <Button look="ghost" icon={<LogOut />} busy={isLeaving} onClick={signOut}>
          {t('signOut')}
        </Button>
      </div>
    </div>
  )
}

function OwnBudget({ budget }: { budget: Me['budget'] }) {
  const t = useTranslations('shell.you')
  const format = useFormatter()
  const left = leftOf(budget)
  if (budget === null || left === null) return null
  const { perDay } = budget
  const text = t('used', { used: perDay - left, limit: perDay })
  return (
    <div className="mt-3.5">
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-muted tabular-nums">
        {text}
      </p>
      <Meter
        label={text}
        text={text}
        value={perDay - left}
        most={perDay}
        warns={isNearlySpent({ perDay, left })}
      />
      <p className="mt-1.5 text-xs text-faint">
        {t('renews', { time: format.dateTime(budget.renewsAt, clockFormat) })}
      </p>
    </div>
  )
}
