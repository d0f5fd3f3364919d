import type { useFormatter } from 'use-intl'

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Sizes as disks are sold, in the language of the page: `1.2 GB`. */
export function bytesIn(format: Pick<ReturnType<typeof useFormatter>, 'number'>) {
  return (bytes: number): string => {
    const power = Math.floor(Math.log10(Math.max(bytes, 1)) / 3)
    const step = Math.min(Math.max(power, 1), units.length)
    const value = bytes / 1000 ** step
    const maximumFractionDigits = value < 100 ? 1 : 0
    return format.number(value, { style: 'unit', unit: units[step - 1]!, maximumFractionDigits })
  }
}
