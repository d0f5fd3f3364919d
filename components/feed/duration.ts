'use client'
import { useTranslations } from 'use-intl'

/** How long something took, in words: `38 s`, `2 min 4 s`. */
export function useDuration(): (ms: number) => string {
  const t = useTranslations('time')
  return (ms) => {
    const total = Math.max(0, Math.round(ms / 1000))
    return total < 60
      ? t('seconds', { seconds: total })
      : t('minutesSeconds', { minutes: Math.floor(total / 60), seconds: total % 60 })
  }
}
