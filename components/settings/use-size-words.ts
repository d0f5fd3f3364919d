'use client'
import { useFormatter, useTranslations } from 'use-intl'

/** A size as people say it: 840 MB, 1.2 GB. */
export function useSizeWords(): (bytes: number) => string {
  const t = useTranslations('exchange.size')
  const format = useFormatter()
  return (bytes) => {
    const isLarge = bytes >= 1e9
    const value = bytes / (isLarge ? 1e9 : 1e6)
    const size = format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
    return t(isLarge ? 'gigabytes' : 'megabytes', { size })
  }
}
