'use client'

import Dices from 'lucide-react/icons/dices'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Range } from '@/components/ui/range'
import { modelOf, rangeOf, usualModel } from '@/lib/mj/models'
import type { ParameterName } from '@/lib/mj/params'
import { removeFromDraft, setInDraft } from '@/lib/mj/prompt-draft'
import { NumberField } from './number-field'
import { PanelHead } from './panel-head'
import type { ComposerHandle } from './use-composer'

/** A slider and the same number to type. */
export function NumberPanel({
  composer: { draft, view, edit },
  name,
  about,
}: {
  composer: ComposerHandle
  name: ParameterName
  about?: string
}) {
  const t = useTranslations('composer')
  const label = t(`name.${name}`)
  const range = rangeOf(modelOf(view.choice) ?? usualModel, name) ?? {
    min: 0,
    max: 1000,
    default: 0,
  }
  const typed = view.values.get(name)
  const value = Number(typed ?? range.default)
  const shown = Number.isNaN(value) ? range.default : value
  const set = (next: number) => edit(setInDraft(draft, name, String(next)))
  return (
    <div className="w-[280px] max-w-full">
      <PanelHead
        title={label}
        {...(about ? { about } : {})}
        isSet={typed !== undefined}
        isVaried={view.varied.has(name)}
        onReset={() => edit(removeFromDraft(draft, name))}
      />
      <div className="flex items-center gap-3">
        <Range {...range} step={range.step ?? 1} label={label} value={shown} onChange={set} />
        <NumberField {...range} step={range.step ?? 1} label={label} value={shown} onChange={set} />
      </div>
    </div>
  )
}

const largestSeed = 4_294_967_295

export function SeedPanel({ composer: { draft, view, edit } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const typed = view.values.get('seed')
  const set = (seed: number) => edit(setInDraft(draft, 'seed', String(seed)))
  return (
    <div className="w-[280px] max-w-full">
      <PanelHead
        title={t('name.seed')}
        about={t('about.seed')}
        isSet={typed !== undefined}
        isVaried={view.varied.has('seed')}
        onReset={() => edit(removeFromDraft(draft, 'seed'))}
      />
      <div className="flex items-center gap-2">
        <NumberField
          wide
          label={t('name.seed')}
          value={typed === undefined || Number.isNaN(Number(typed)) ? null : Number(typed)}
          placeholder={t('auto')}
          min={0}
          max={largestSeed}
          onChange={set}
        />
        <Button
          aria-label={t('dice')}
          title={t('dice')}
          icon={<Dices aria-hidden strokeWidth={1.6} />}
          onClick={() => set(Math.floor(Math.random() * (largestSeed + 1)))}
        />
      </div>
    </div>
  )
}
