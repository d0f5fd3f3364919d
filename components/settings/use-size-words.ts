'use client'
import { useFormatter, useTranslations } from 'use-intl'

/** A size as people say it: 12 kB, 840 MB, 1.2 GB. */
export function useSizeWords(): (bytes: number) => string {
  const t = useTranslations('exchange.size')
  const format = useFormatter()
  return (bytes) => {
    const [unit, one] = units.find(([, least]) => bytes >= least) ?? units.at(-1)!
    const value = bytes / one
    const size = format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
    return t(unit, { size })
  }
}

const units = [
  ['gigabytes', 1e9],
  ['megabytes', 1e6],
  ['kilobytes', 1e3],
] as const
