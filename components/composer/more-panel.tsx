'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Range } from '@/components/ui/range'
import { useCopy } from '@/components/ui/use-copy'
import { rangeOf } from '@/lib/mj/models'
import type { ParameterName } from '@/lib/mj/params'
import { emptyDraft, removeFromDraft, setInDraft } from '@/lib/mj/prompt-draft'
import { NumberField } from './number-field'
import { TextField } from './text-field'
import type { ComposerHandle } from './use-composer'

const toggles = ['tile', 'draft', 'hd'] as const satisfies readonly ParameterName[]
const numbers = [
  'quality',
  'exp',
  'stop',
  'imageWeight',
] as const satisfies readonly ParameterName[]
const references = [
  ['styleReference', 'styleWeight'],
  ['omniReference', 'omniWeight'],
  ['characterReference', 'characterWeight'],
] as const satisfies readonly (readonly [ParameterName, ParameterName])[]

/** Everything the chosen model understands that has no chip of its own, and the exact text that will be sent. */
export function MorePanel({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const { draft, view, edit } = composer
  const isShown = (name: ParameterName) =>
    view.values.has(name) || Boolean(view.model.understands[name])
  return (
    <div className="flex w-[328px] max-w-full flex-col gap-3 text-sm text-muted">
      <div className="flex items-center justify-between gap-2">
        <div className="flex flex-wrap gap-1.5">
          {toggles.filter(isShown).map((name) => (
            <ToggleChip key={name} composer={composer} name={name} />
          ))}
        </div>
        <Button
          look="ghost"
          aria-disabled={draft.settings === '' || undefined}
          onClick={() => edit({ ...draft, settings: emptyDraft.settings })}
        >
          {t('resetAll')}
        </Button>
      </div>
      {numbers
        .filter((name) => isShown(name) && (name !== 'imageWeight' || view.images.length > 0))
        .map((name) => (
          <NumberRow key={name} composer={composer} name={name} />
        ))}
      {references
        .filter(([name]) => isShown(name))
        .map(([name, weight]) => (
          <div key={name} className="flex flex-col gap-1.5">
            <ValueRow composer={composer} name={name} placeholder="https://" />
            {view.values.has(name) ? <NumberRow composer={composer} name={weight} /> : null}
          </div>
        ))}
      {isShown('profile') ? <ValueRow composer={composer} name="profile" /> : null}
      <Sent prompt={view.prompt} />
    </div>
  )
}

function ToggleChip({ composer, name }: { composer: ComposerHandle; name: ParameterName }) {
  const t = useTranslations('composer.name')
  const { draft, view, edit } = composer
  const isSet = view.values.has(name)
  return (
    <Chip
      isSet={isSet}
      aria-pressed={isSet}
      onClick={() => edit(isSet ? removeFromDraft(draft, name) : setInDraft(draft, name))}
    >
      {isSet ? <b>{t(name)}</b> : t(name)}
    </Chip>
  )
}

function NumberRow({ composer, name }: { composer: ComposerHandle; name: ParameterName }) {
  const t = useTranslations('composer')
  const { draft, view, edit } = composer
  const range = rangeOf(view.model, name)
  const typed = view.values.get(name)
  if (!range) return null
  const number = Number(typed ?? range.default)
  const value = Number.isNaN(number) ? range.default : number
  const label = t(`name.${name}`)
  const field = {
    label,
    value,
    min: range.min,
    max: range.max,
    step: range.step ?? 1,
    onChange: (next: number) => edit(setInDraft(draft, name, String(next))),
  }
  return (
    <div className="grid grid-cols-[7.5rem_1fr_auto] items-center gap-3">
      <span className={typed === undefined ? '' : 'text-text'}>{label}</span>
      <Range {...field} />
      <NumberField {...field} />
    </div>
  )
}

function ValueRow({
  composer: { draft, view, edit },
  name,
  placeholder,
}: {
  composer: ComposerHandle
  name: ParameterName
  placeholder?: string
}) {
  const t = useTranslations('composer.name')
  const value = view.values.get(name)
  const set = (next: string) =>
    edit(next.trim() === '' ? removeFromDraft(draft, name) : setInDraft(draft, name, next.trim()))
  return (
    <label className="grid grid-cols-[7.5rem_1fr] items-center gap-3">
      <span className={value === undefined ? '' : 'text-text'}>{t(name)}</span>
      <TextField
        key={value ?? ''}
        label={t(name)}
        defaultValue={value ?? ''}
        placeholder={placeholder}
        onBlur={(event) => {
          if (event.target.value.trim() !== (value ?? '')) set(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </label>
  )
}

function Sent({ prompt }: { prompt: string }) {
  const t = useTranslations('composer')
  const copy = useCopy()
  if (prompt === '') return null
  return (
    <div className="border-t border-line pt-3">
      <div className="mb-1.5 flex items-center justify-between">
        <h2 className="text-xs text-faint">{t('about.sent')}</h2>
        <Button look="ghost" onClick={() => copy(prompt)}>
          {t('copy')}
        </Button>
      </div>
      <p className="max-h-24 overflow-y-auto font-mono text-xs text-text select-all">{prompt}</p>
    </div>
  )
}
