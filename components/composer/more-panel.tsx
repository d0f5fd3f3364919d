'use client'

import Scissors from 'lucide-react/icons/scissors'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Range } from '@/components/ui/range'
import { useCopy } from '@/components/ui/use-copy'
import { useSubmit } from '@/lib/client/submit'
import { modelOf, rangeOf, usualModel } from '@/lib/mj/models'
import type { ParameterName } from '@/lib/mj/params'
import { parsePrompt, textOf } from '@/lib/mj/prompt'
import { removeFromDraft, setInDraft } from '@/lib/mj/prompt-draft'
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
export function MorePanel({ composer, onDone }: { composer: ComposerHandle; onDone: () => void }) {
  const t = useTranslations('composer')
  const { draft, view, edit } = composer
  const model = modelOf(view.choice) ?? usualModel
  const isShown = (name: ParameterName) => view.values.has(name) || Boolean(model.understands[name])
  const hasImages = view.images.length > 0 || draft.references.some(({ role }) => role === 'image')
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
          onClick={() => edit({ ...draft, settings: '' })}
        >
          {t('resetAll')}
        </Button>
      </div>
      {numbers
        .filter((name) => isShown(name) && (name !== 'imageWeight' || hasImages))
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
      <Shorten composer={composer} onDone={onDone} />
      <Sent composer={composer} />
    </div>
  )
}

/** Asks which of the words count. They stay as they are; the answer is a card of its own in the feed. */
function Shorten({
  composer: { view, gateway },
  onDone,
}: {
  composer: ComposerHandle
  onDone: () => void
}) {
  const t = useTranslations('composer')
  const tLack = useTranslations('actions.lack')
  const { mutate } = useSubmit()
  const reasonId = useId()
  const words = textOf(parsePrompt(view.prompt))
  const isAble = gateway?.capabilities.shorten !== false
  const reason = isAble
    ? t(words === '' ? 'obstacle.blank' : 'about.shorten')
    : tLack('shorten', { gateway: gateway.name })
  const isDisabled = !isAble || words === ''
  const shorten = () => {
    if (isDisabled) return
    mutate([{ verb: 'shorten', prompt: words }])
    onDone()
  }
  return (
    <div className="flex items-center gap-3 border-t border-line pt-3">
      <Button
        icon={<Scissors aria-hidden />}
        aria-disabled={isDisabled || undefined}
        aria-describedby={reasonId}
        onClick={shorten}
      >
        {t('shorten')}
      </Button>
      <span id={reasonId} className="text-xs text-faint">
        {reason}
      </span>
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
  const range = rangeOf(modelOf(view.choice) ?? usualModel, name)
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

function Sent({ composer: { view } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const copy = useCopy()
  const { sent, standings } = view
  const beside = standings.filter(({ type }) => type === 'beside').length
  if (sent === '') return null
  return (
    <div className="border-t border-line pt-3">
      <div className="mb-1.5 flex items-center justify-between">
        <h2 className="text-xs text-faint">{t('about.sent')}</h2>
        <Button look="ghost" onClick={() => copy(sent)}>
          {t('copy')}
        </Button>
      </div>
      <p className="max-h-24 overflow-y-auto font-mono text-xs break-words text-text select-all">
        {sent}
      </p>
      {beside > 0 ? (
        <p className="mt-1 text-xs text-faint">{t('about.beside', { count: beside })}</p>
      ) : null}
    </div>
  )
}
