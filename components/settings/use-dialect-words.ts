'use client'

import { useMessages, useTranslations } from 'use-intl'
import type { Messages } from '@/lib/i18n/en'

type Named = keyof Messages['settings']['dialect']

/** How a kind of gateway is called, and what is particular about it. One without words goes by its own name. */
export function useDialectWords() {
  const t = useTranslations('settings.dialect')
  const known = useMessages().settings.dialect
  const isNamed = (id: string): id is Named => Object.hasOwn(known, id)
  return {
    nameOf: (id: string) => (isNamed(id) ? t(`${id}.name`) : id),
    aboutOf: (id: string) => (isNamed(id) ? t(`${id}.about`) : ''),
  }
}
