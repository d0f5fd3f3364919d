'use client'

import { useTranslations } from 'use-intl'

/** Puts a length of time into words: seconds up to a minute and a half, then minutes and seconds. */
export function useDuration(): (ms: number) => string {
  const t = useTranslations('time')
  return (ms) => {
    const seconds = Math.max(0, Math.round(ms / 1000))
    if (seconds < 90) return t('seconds', { seconds })
    return t('minutesSeconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
  }
}
