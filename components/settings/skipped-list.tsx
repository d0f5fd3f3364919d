'use client'

import { useTranslations } from 'use-intl'
import type { ImportSkip, Skipped } from '@/lib/mj/exchange'
import type { MoverSkip } from '@/lib/mj/movers'

/** What stayed behind, each with its reason; closed until somebody wants to know. */
export function SkippedList({
  title,
  skipped,
  count,
}: {
  title: string
  skipped: readonly Skipped<ImportSkip | MoverSkip>[]
  count: number
}) {
  const t = useTranslations('exchange.import.skipped')
  if (count === 0) return null
  return (
    <details className="mt-3 text-sm">
      <summary className="cursor-pointer text-muted hover:text-text pointer-coarse:py-2">
        {title}
      </summary>
      <ul className="mt-1.5 max-h-64 overflow-y-auto border-l border-line-strong pl-3.5">
        {skipped.map(({ what, reason }, n) => (
          <li key={`${n} ${what}`} className="py-0.5 break-words text-faint">
            <span className="font-mono text-xs text-muted">{what}</span> {t(reason)}
          </li>
        ))}
        {count > skipped.length ? (
          <li className="py-0.5 text-faint">{t('more', { count: count - skipped.length })}</li>
        ) : null}
      </ul>
    </details>
  )
}
