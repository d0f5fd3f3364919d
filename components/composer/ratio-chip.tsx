'use client'

import { Ratio } from 'lucide-react'
import { lazy } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Popover } from '@/components/ui/popover'
import type { ComposerHandle } from './use-composer'

const RatioPanel = lazy(async () => ({ default: (await import('./ratio-panel')).RatioPanel }))

export function RatioChip({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const { view } = composer
  const value = view.varied.has('ratio') ? t('varies') : view.values.get('ratio')
  const label = t('name.ratio')
  return (
    <Popover
      label={label}
      trigger={
        <Chip
          isSet={value !== undefined}
          icon={<Ratio aria-hidden strokeWidth={1.6} />}
          aria-label={t('namedValue', { name: label, value: value ?? '1:1' })}
        >
          {value === undefined ? '1:1' : <b>{value}</b>}
        </Chip>
      }
    >
      {(close) => <RatioPanel composer={composer} onDone={close} />}
    </Popover>
  )
}
