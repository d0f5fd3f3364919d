'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { ImportReport } from '@/lib/mj/exchange'
import { SkippedList } from './skipped-list'
import type { ImportHand } from './use-import'

const counted = ['tasks', 'pictures', 'films', 'collections', 'searches'] as const

/** What came in, what was here, what is still on its way, and what stayed behind and why. */
export function ImportReportView({
  hand,
  name,
  report,
}: {
  hand: ImportHand
  name: string
  report: ImportReport
}) {
  const t = useTranslations('exchange.import')
  const { known, toFetch, expired, skipped, skippedInAll } = report
  const came = counted.filter((what) => report[what] > 0)
  return (
    <div className="max-w-[62ch]">
      <p className="flex gap-2.5 font-medium">
        <Check aria-hidden className="mt-[3px] size-[15px] shrink-0 text-ok" />
        <span className="min-w-0 break-words">
          {t(came.length > 0 ? 'finished.title' : 'finished.nothing', { name })}
        </span>
      </p>
      <div className="pl-[25px] text-muted">
        <p className="flex flex-wrap gap-x-4">
          {came.map((what) => (
            <span key={what}>{t(`finished.${what}`, { count: report[what] })}</span>
          ))}
        </p>
        {known > 0 && came.length > 0 ? <p>{t('finished.known', { count: known })}</p> : null}
        {toFetch > 0 ? <p>{t('finished.toFetch', { count: toFetch })}</p> : null}
        {expired > 0 ? (
          <p className="text-warn">{t('finished.expired', { count: expired })}</p>
        ) : null}
      </div>
      <SkippedList
        title={t('skipped.title', { count: skippedInAll })}
        skipped={skipped}
        count={skippedInAll}
      />
      <div className="mt-4 flex flex-wrap gap-2">
        {report.tasks > 0 ? (
          <Link href="/" className={buttonClass('bright', 'md')}>
            {t('finished.look')}
          </Link>
        ) : null}
        <Button look="ghost" size="md" onClick={() => void hand.close()}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
