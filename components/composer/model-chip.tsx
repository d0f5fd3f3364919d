'use client'

import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Menu } from '@/components/ui/menu'
import { models, type Model, type ModelChoice } from '@/lib/mj/models'
import { setModelInDraft } from '@/lib/mj/prompt-draft'
import type { ComposerHandle } from './use-composer'

export function ModelChip({ composer: { draft, view, edit } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const isVaried = view.varied.has('version') || view.varied.has('niji')
  const value = isVaried ? t('varies') : view.choice && labelOf(view.choice)
  const choose = (choice: ModelChoice | null) => edit(setModelInDraft(draft, choice))
  return (
    <Menu
      trigger={
        <Chip
          isSet={value !== null}
          aria-label={t('namedValue', { name: t('name.model'), value: value ?? t('auto') })}
        >
          <span className={value === null ? '' : 'max-sm:hidden'}>{t('name.model')}</span>
          {value === null ? null : <b>{value}</b>}
        </Chip>
      }
      entries={[
        {
          type: 'choice',
          label: t('name.model'),
          value: view.choice ? '' : 'auto',
          options: [{ value: 'auto', label: t('autoModel') }],
          onChange: () => choose(null),
        },
        family('midjourney', t('midjourney'), view.choice, choose),
        family('niji', t('name.niji'), view.choice, choose),
      ]}
    />
  )
}

function family(
  name: Model['family'],
  label: string,
  choice: ModelChoice | null,
  choose: (choice: ModelChoice) => void,
) {
  const options = models.filter((model) => model.family === name)
  return {
    type: 'choice' as const,
    label,
    value: choice?.family === name ? choice.version : '',
    options: options.map((model) => ({ value: model.version, label: model.label })),
    onChange: (version: string) => choose({ family: name, version }),
  }
}

/** Also for a version that is newer than our table. */
function labelOf({ family: name, version }: ModelChoice): string {
  return name === 'niji' ? `niji ${version}`.trim() : `v${version}`
}
