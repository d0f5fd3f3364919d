'use client'

import Ratio from 'lucide-react/icons/ratio'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { Suspense, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Popover } from '@/components/ui/popover'
import { lazy } from '@/lib/client/lazy'
import { ModelChip } from './model-chip'
import { SpeedSwitch } from './speed-switch'
import type { ComposerHandle } from './use-composer'

// Nothing behind a chip is on the first paint.
const Panel = lazy(async () => ({ default: (await import('./panel')).Panel }))
const MorePanel = lazy(async () => ({ default: (await import('./more-panel')).MorePanel }))
const OtherChips = lazy(async () => ({ default: (await import('./other-chips')).OtherChips }))

/** On a phone speed and More come before these: they must be in reach without scrolling. */
const laterOnPhone = 'max-sm:order-3'

/** One control per parameter that people reach for; what else is set shows as a chip to take out. */
export function ParameterRow({ composer }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  return (
    <div
      role="group"
      aria-label={t('parameters')}
      className="flex items-center gap-1.5 overflow-x-auto px-[10px] pt-1 pb-[10px] [scrollbar-width:none] sm:flex-wrap sm:overflow-visible sm:pt-1 sm:pr-[14px] sm:pb-3 sm:pl-[62px] [&>*]:shrink-0"
    >
      <ValueChip composer={composer} name="ratio" usual="1:1" icon={<Ratio aria-hidden />} />
      <ModelChip composer={composer} />
      {/* What every model begins with (lib/mj/models.ts). */}
      <ValueChip composer={composer} name="stylize" usual="100" />
      <ValueChip composer={composer} name="chaos" usual="0" className={laterOnPhone} />
      <ValueChip composer={composer} name="weird" usual="0" className={laterOnPhone} />
      <RawChip composer={composer} />
      <ValueChip composer={composer} name="no" className={laterOnPhone} />
      <ValueChip composer={composer} name="seed" className={laterOnPhone} />
      <Suspense>{composer.view.prompt === '' ? null : <OtherChips composer={composer} />}</Suspense>
      <MoreChip composer={composer} />
      <SpeedSwitch composer={composer} />
    </div>
  )
}

export type ChipName = 'ratio' | 'stylize' | 'chaos' | 'weird' | 'no' | 'seed'

/** The value that counts and, pressed, the panel to change it. With an icon the value speaks for itself. */
function ValueChip({
  composer,
  name,
  usual,
  icon,
  className,
}: {
  composer: ComposerHandle
  name: ChipName
  /** What it is while nothing is said. */
  usual?: string
  icon?: ReactNode
  className?: string
}) {
  const t = useTranslations('composer')
  const { view } = composer
  const isVaried = view.varied.has(name) && name !== 'no'
  const value = isVaried ? t('varies') : view.values.get(name)
  const shown = value ?? usual
  const label = t(`name.${name}`)
  return (
    <Popover
      label={label}
      trigger={
        <Chip
          isSet={value !== undefined}
          icon={icon}
          {...(shown ? { 'aria-label': t('namedValue', { name: label, value: shown }) } : {})}
          {...(className ? { className } : {})}
        >
          {icon ? null : <span>{label}</span>}
          {value ? (
            <b className="max-w-[16ch] truncate">{value}</b>
          ) : shown ? (
            <span className={icon ? '' : 'max-sm:hidden'}>{shown}</span>
          ) : null}
        </Chip>
      }
    >
      {(close) => <Panel composer={composer} name={name} onDone={close} />}
    </Popover>
  )
}

function RawChip({ composer: { view, toggle } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer.name')
  const isSet = view.values.has('raw') || view.varied.has('raw')
  return (
    <Chip isSet={isSet} aria-pressed={isSet} className={laterOnPhone} onClick={() => toggle('raw')}>
      {isSet ? <b>{t('raw')}</b> : t('raw')}
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
          icon={<SlidersHorizontal aria-hidden />}
          className="max-sm:order-2"
        >
          <span className="max-sm:hidden">{t('more')}</span>
        </Chip>
      }
    >
      {(close) => <MorePanel composer={composer} onDone={close} />}
    </Popover>
  )
}
