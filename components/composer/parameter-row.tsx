'use client'

import { SlidersHorizontal, X } from 'lucide-react'
import { lazy } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Popover } from '@/components/ui/popover'
import { rangeOf } from '@/lib/mj/models'
import { parameterNames, type ParameterName } from '@/lib/mj/params'
import {
  removeFromDraft,
  removeUnknownSetting,
  setInDraft,
  unknownSettings,
} from '@/lib/mj/prompt-draft'
import { fileNameOf } from './file-name'
import { ModelChip } from './model-chip'
import { RatioChip } from './ratio-chip'
import { SpeedSwitch } from './speed-switch'
import type { ComposerHandle } from './use-composer'

// Nothing behind a chip is on the first paint.
const NumberPanel = lazy(async () => ({ default: (await import('./number-panel')).NumberPanel }))
const SeedPanel = lazy(async () => ({ default: (await import('./number-panel')).SeedPanel }))
const ListPanel = lazy(async () => ({ default: (await import('./list-panel')).ListPanel }))
const MorePanel = lazy(async () => ({ default: (await import('./more-panel')).MorePanel }))

/** On a phone speed and More come before these: they must be in reach without scrolling. */
const laterOnPhone = 'max-sm:order-3'

/** One control per parameter that people reach for; what else is set shows as a chip to take out. */
export function ParameterRow({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  return (
    <div
      role="group"
      aria-label={t('parameters')}
      className="flex items-center gap-1.5 overflow-x-auto px-[10px] pt-1 pb-[10px] [scrollbar-width:none] sm:flex-wrap sm:overflow-visible sm:px-3 sm:pt-1.5 sm:pb-3 [&>*]:shrink-0"
    >
      <RatioChip composer={composer} />
      <ModelChip composer={composer} />
      <NumberChip composer={composer} name="stylize" />
      <NumberChip composer={composer} name="chaos" />
      <NumberChip composer={composer} name="weird" />
      <ToggleChip composer={composer} name="raw" />
      <ListChip composer={composer} />
      <SeedChip composer={composer} />
      <OtherChips composer={composer} />
      <MoreChip composer={composer} />
      <SpeedSwitch composer={composer} />
    </div>
  )
}

type NumberName = 'stylize' | 'chaos' | 'weird'

function NumberChip({ composer, name }: { composer: ComposerHandle; name: NumberName }) {
  const t = useTranslations('composer')
  const { view } = composer
  const range = rangeOf(view.model, name)
  const value = view.varied.has(name) ? t('varies') : view.values.get(name)
  if (!range && value === undefined) return null
  const label = t(`name.${name}`)
  return (
    <Popover
      label={label}
      trigger={
        <Chip
          isSet={value !== undefined}
          aria-label={t('namedValue', { name: label, value: value ?? String(range?.default) })}
          className={name === 'stylize' ? '' : laterOnPhone}
        >
          <span>{label}</span>
          {value === undefined ? (
            <span className="max-sm:hidden">{range?.default}</span>
          ) : (
            <b>{value}</b>
          )}
        </Chip>
      }
    >
      {() => <NumberPanel composer={composer} name={name} about={t(`about.${name}`)} />}
    </Popover>
  )
}

function ToggleChip({ composer, name }: { composer: ComposerHandle; name: 'raw' }) {
  const t = useTranslations('composer.name')
  const { draft, view, edit } = composer
  const isSet = view.values.has(name) || view.varied.has(name)
  return (
    <Chip
      isSet={isSet}
      aria-pressed={isSet}
      className={laterOnPhone}
      onClick={() => edit(isSet ? removeFromDraft(draft, name) : setInDraft(draft, name))}
    >
      {isSet ? <b>{t(name)}</b> : t(name)}
    </Chip>
  )
}

function ListChip({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const value = composer.view.values.get('no')
  return (
    <Popover
      label={t('name.no')}
      trigger={
        <Chip
          isSet={value !== undefined}
          className={laterOnPhone}
          {...(value ? { 'aria-label': t('namedValue', { name: t('name.no'), value }) } : {})}
        >
          {t('name.no')}
          {value ? <b className="max-w-[16ch] truncate">{value}</b> : null}
        </Chip>
      }
    >
      {(close) => <ListPanel composer={composer} onDone={close} />}
    </Popover>
  )
}

function SeedChip({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const { view } = composer
  const value = view.varied.has('seed') ? t('varies') : view.values.get('seed')
  return (
    <Popover
      label={t('name.seed')}
      trigger={
        <Chip
          isSet={value !== undefined}
          className={laterOnPhone}
          {...(value ? { 'aria-label': t('namedValue', { name: t('name.seed'), value }) } : {})}
        >
          {t('name.seed')}
          {value ? <b>{value}</b> : null}
        </Chip>
      }
    >
      {() => <SeedPanel composer={composer} />}
    </Popover>
  )
}

/** Parameters with a control of their own, in the row. */
const inTheRow: ReadonlySet<ParameterName> = new Set([
  'ratio',
  'version',
  'niji',
  'stylize',
  'chaos',
  'weird',
  'raw',
  'no',
  'seed',
  'relax',
  'fast',
  'turbo',
])

/** What else is set, flags we do not know among it: shown, and taken out by a press. */
function OtherChips({ composer: { draft, view, edit } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const known = parameterNames.filter((name) => !inTheRow.has(name) && view.values.has(name))
  return (
    <>
      {known.map((name) => (
        <RemoveChip
          key={name}
          name={t(`name.${name}`)}
          value={shortValue(view.values.get(name) ?? '')}
          onRemove={() => edit(removeFromDraft(draft, name))}
        />
      ))}
      {unknownSettings(draft).map((raw, index) => (
        <RemoveChip
          key={`${index} ${raw}`}
          name={raw}
          isRaw
          onRemove={() => edit(removeUnknownSetting(draft, raw))}
        />
      ))}
    </>
  )
}

function shortValue(value: string): string {
  const [first = '', ...others] = value.split(/\s+/)
  return [fileNameOf(first), ...(others.length > 0 ? [`+${others.length}`] : [])].join(' ')
}

function RemoveChip({
  name,
  value = '',
  isRaw = false,
  onRemove,
}: {
  name: string
  value?: string
  isRaw?: boolean
  onRemove: () => void
}) {
  const t = useTranslations('composer')
  return (
    <Chip isSet aria-label={t('remove', { name })} className={laterOnPhone} onClick={onRemove}>
      {value === '' ? <b className={isRaw ? 'font-mono text-xs' : ''}>{name}</b> : name}
      {value === '' ? null : <b className="max-w-[16ch] truncate">{value}</b>}
      <X aria-hidden strokeWidth={1.6} className="-mr-1" />
    </Chip>
  )
}

function MoreChip({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  return (
    <Popover
      label={t('moreAbout')}
      trigger={
        <Chip
          aria-label={t('moreAbout')}
          icon={<SlidersHorizontal aria-hidden strokeWidth={1.6} />}
          className="max-sm:order-2"
        >
          <span className="max-sm:hidden">{t('more')}</span>
        </Chip>
      }
    >
      {() => <MorePanel composer={composer} />}
    </Popover>
  )
}
