'use client'
import { useFormatter, useTranslations } from 'use-intl'
import { clockFormat } from './clock-format'
import { useMinute } from './use-now'

const minuteMs = 60_000
const weekMs = 7 * 24 * 60 * minuteMs

/** Moments in words: how long ago, and when by the clock of whoever reads. */
export function useMoments() {
  const t = useTranslations('time')
  const format = useFormatter()
  const now = useMinute()
  const moment = (at: number) =>
    format.dateTime(at, { day: 'numeric', month: 'short', ...clockFormat })
  return {
    /** "3 minutes ago"; beyond a week its day says more. */
    ago: (at: number) => {
      if (now - at < minuteMs) return t('justNow')
      return now - at < weekMs ? format.relativeTime(at, now) : moment(at)
    },
    /** "28 Nov, 14:02" */
    moment,
    /** "28 Nov 2026" */
    day: (at: number) => format.dateTime(at, { day: 'numeric', month: 'short', year: 'numeric' }),
    /** "00:00" */
    clock: (at: number) => format.dateTime(at, clockFormat),
    /** To the second and with its year, for where a moment is looked at closely. */
    exactly: (at: number) => format.dateTime(at, { dateStyle: 'full', timeStyle: 'medium' }),
  }
}
