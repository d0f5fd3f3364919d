'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { removeFromDraft, setInDraft } from '@/lib/mj/prompt-draft'
import { PanelHead } from './panel-head'
import { TextField } from './text-field'
import type { ComposerHandle } from './use-composer'

/** What should not be in the picture. Typed freely; flags inside it would end it, so dashes stay single. */
export function ListPanel({
  composer: { draft, view, edit },
  onDone,
}: {
  composer: ComposerHandle
  onDone: () => void
}) {
  const t = useTranslations('composer')
  const value = view.values.get('no')
  const [typed, setTyped] = useState(value ?? '')
  const change = (next: string) => {
    setTyped(next)
    const list = next.replace(/-{2,}/g, '-').trim()
    edit(list === '' ? removeFromDraft(draft, 'no') : setInDraft(draft, 'no', list))
  }
  return (
    <div className="w-[300px] max-w-full">
      <PanelHead
        title={t('name.no')}
        about={t('about.no')}
        isSet={value !== undefined}
        isVaried={view.varied.has('no')}
        onReset={() => change('')}
      />
      <TextField
        label={t('name.no')}
        value={typed}
        placeholder={t('noPlaceholder')}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onDone()
        }}
      />
    </div>
  )
}
