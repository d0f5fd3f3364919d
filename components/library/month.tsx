'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { headingHeight } from '@/lib/gallery/hang'

/** `2026-11` or `2026` in words: November 2026, Nov 2026, Nov. Months are the studio's own: no time zone may move them. */
export function useMonthName(): (name: string, style?: 'long' | 'brief' | 'short') => string {
  const format = useFormatter()
  return (name, style = 'long') => {
    const isYear = name.length === 4
    return format.dateTime(new Date(`${name}${isYear ? '-06' : ''}-15T12:00:00Z`), {
      ...(isYear ? {} : { month: style === 'long' ? 'long' : 'short' }),
      ...(isYear || style !== 'short' ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    })
  }
}

/** A month on the wall: as high as its rows, its name in sight for as long as any of it is. */
export function Month({
  name,
  count,
  top,
  height,
  children,
}: {
  name: string
  count: number
  top: number
  height: number
  children: ReactNode
}) {
  const t = useTranslations('library')
  const title = useMonthName()
  return (
    <div role="rowgroup" className="absolute inset-x-0" style={{ top, height }}>
      {name === '' ? null : (
        <div
          role="row"
          className="sticky top-0 z-20 -mx-1 flex items-center bg-bg/92 px-1 backdrop-blur-sm"
          style={{ height: headingHeight }}
        >
          <span role="rowheader" className="text-sm text-muted">
            <b className="font-medium text-text">{title(name)}</b>
            <span className="ml-2 text-faint">{t('wall.month', { count })}</span>
          </span>
        </div>
      )}
      {children}
    </div>
  )
}
