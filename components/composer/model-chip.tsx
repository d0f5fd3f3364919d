'use client'

import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { OpenedLate } from '@/components/ui/opened-late'
import { lazy } from '@/lib/client/lazy'
import type { ComposerHandle } from './use-composer'

const loadMenu = async () => ({ default: (await import('./model-menu')).ModelMenu })
const ModelMenu = lazy(loadMenu)

export function ModelChip({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const { varied, choice } = composer.view
  const isVaried = varied.has('version') || varied.has('niji')
  // Also for a version that is newer than our table.
  const named = choice?.family === 'niji' ? `niji ${choice.version}`.trim() : `v${choice?.version}`
  const value = isVaried ? t('varies') : choice && named
  const chip = (
    <Chip
      isSet={value !== null}
      aria-label={t('namedValue', { name: t('name.model'), value: value ?? t('auto') })}
    >
      <span className={value === null ? '' : 'max-sm:hidden'}>{t('name.model')}</span>
      {value === null ? null : <b>{value}</b>}
    </Chip>
  )
  return (
    <OpenedLate trigger={chip} popup="menu" load={loadMenu}>
      {({ byKeyboard }) => <ModelMenu trigger={chip} composer={composer} byKeyboard={byKeyboard} />}
    </OpenedLate>
  )
}
