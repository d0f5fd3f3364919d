'use client'

import { useTranslations } from 'use-intl'
import OpenMenu from '@/components/ui/menu-open'
import type { Trigger } from '@/components/ui/opened-late'
import { models, type Model, type ModelChoice } from '@/lib/mj/models'
import { setModelInDraft } from '@/lib/mj/prompt-draft'
import type { ComposerHandle } from './use-composer'

export function ModelMenu({
  trigger,
  byKeyboard,
  composer: { draft, view, edit },
}: {
  trigger: Trigger
  byKeyboard: boolean
  composer: ComposerHandle
}) {
  const t = useTranslations('composer')
  const choose = (choice: ModelChoice | null) => edit(setModelInDraft(draft, choice))
  return (
    <OpenMenu
      trigger={trigger}
      byKeyboard={byKeyboard}
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
