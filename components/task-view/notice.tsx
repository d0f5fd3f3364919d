'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** What went wrong or waits, why, and what to do about it. */
export function Notice({
  title,
  help,
  detail = '',
  children,
}: {
  title: string
  help?: string
  /** The gateway's own words, in whatever language it speaks. */
  detail?: string
  children?: ReactNode
}) {
  const t = useTranslations('errors')
  return (
    <section className="rounded-xl border border-line bg-surface p-3.5">
      <h3 className="text-base font-medium">{title}</h3>
      {help ? <p className="mt-1 text-muted">{help}</p> : null}
      {detail ? (
        <p className="mt-1.5 line-clamp-6 text-sm text-faint">{t('gatewaySaid', { detail })}</p>
      ) : null}
      {children ? <div className="mt-3 flex flex-wrap gap-[5px]">{children}</div> : null}
    </section>
  )
}
