'use client'

import ArrowLeft from 'lucide-react/icons/arrow-left'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import Undo2 from 'lucide-react/icons/undo-2'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { Range } from '@/components/ui/range'
import { Segmented } from '@/components/ui/segmented'
import type { Pair } from '@/lib/gallery/compare-grid'
import { compareStore, mostGain, compareModes } from './compare-store'
import { useHold } from './use-hold'

/** Above the pictures: the way back, the way of comparing and what belongs to it. `children`: how they are looked at. */
export function CompareBar({
  count,
  pair,
  onPair,
  onBack,
  onUndo,
  onHelp,
  children,
}: {
  count: number
  pair: Pair
  onPair: (pair: Pair) => void
  onBack: () => void
  onUndo: () => void
  onHelp: () => void
  children: ReactNode
}) {
  const t = useTranslations('compare')
  const { mode, set } = useStore(compareStore)
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
      <Button icon={<ArrowLeft />} onClick={onBack}>
        {t('back')}
      </Button>
      <h1 className="text-base font-medium">
        {t('title')} <span className="font-normal text-muted">{t('heading', { count })}</span>
      </h1>
      <Segmented
        label={t('modes')}
        value={count < 2 ? 'grid' : mode}
        options={compareModes.map((value) => ({
          value,
          label: t(`mode.${value}`),
          disabled: count < 2 && value !== 'grid',
        }))}
        onChange={(next) => set({ mode: next })}
        className="bg-surface"
      />
      {mode === 'grid' || count < 2 ? null : (
        <>
          {count > 2 ? <PairChoice count={count} pair={pair} onPair={onPair} /> : null}
          {mode === 'blink' ? <BlinkChoice /> : null}
          {mode === 'difference' ? <DifferenceChoice /> : null}
        </>
      )}
      <span className="flex-1" />
      {children}
      <IconButton
        label={t('undo')}
        shortcut="Z"
        tooltipSide="left"
        icon={<Undo2 />}
        onClick={onUndo}
      />
      <IconButton
        label={t('keys')}
        shortcut="?"
        tooltipSide="left"
        icon={<CircleQuestionMark />}
        className="max-md:hidden"
        onClick={onHelp}
      />
    </header>
  )
}

function PairChoice({
  count,
  pair,
  onPair,
}: {
  count: number
  pair: Pair
  onPair: (pair: Pair) => void
}) {
  const t = useTranslations('compare')
  const numbers = (other: number) =>
    Array.from({ length: count }, (_, n) => ({
      value: String(n),
      label: String(n + 1),
      disabled: n === other,
    }))
  const [first, second] = pair
  return (
    <div className="flex items-center gap-1.5">
      <Segmented
        label={t('left')}
        value={String(first)}
        options={numbers(second)}
        onChange={(value) => onPair([Number(value), second])}
      />
      <Segmented
        label={t('right')}
        value={String(second)}
        options={numbers(first)}
        onChange={(value) => onPair([first, Number(value)])}
      />
    </div>
  )
}

const rates = [0, 1, 3] as const

function BlinkChoice() {
  const t = useTranslations('compare')
  const { blinkPerSecond, set } = useStore(compareStore)
  const { isHeld, hold } = useHold('b')
  return (
    <div className="flex items-center gap-1.5">
      <Segmented
        label={t('blinking')}
        value={String(blinkPerSecond)}
        options={rates.map((rate) => ({
          value: String(rate),
          label: rate === 0 ? t('blinkNot') : t('blinkRate', { count: rate }),
        }))}
        onChange={(value) => set({ blinkPerSecond: Number(value) })}
      />
      <Button
        look={isHeld ? 'pressed' : 'plain'}
        aria-pressed={isHeld}
        aria-keyshortcuts="B"
        title={t('blinkHelp')}
        {...hold}
      >
        {t('blinkHold')}
        <span className="pointer-coarse:hidden">
          <Kbd>B</Kbd>
        </span>
      </Button>
    </div>
  )
}

function DifferenceChoice() {
  const t = useTranslations('compare')
  const { gain, look, set } = useStore(compareStore)
  // Dragging draws every step; the number follows the finger at once.
  const [shown, setShown] = useState(gain)
  return (
    <div className="flex items-center gap-2 text-sm text-muted">
      <span aria-hidden>{t('gain')}</span>
      <span className="w-28">
        <Range
          label={t('gain')}
          value={shown}
          min={1}
          max={mostGain}
          valueText={t('gainValue', { gain: shown })}
          onChange={(value) => {
            setShown(value)
            set({ gain: value })
          }}
        />
      </span>
      <output className="w-8 font-mono text-xs">{t('gainValue', { gain: shown })}</output>
      <Chip
        isSet={look === 'heat'}
        aria-pressed={look === 'heat'}
        onClick={() => set({ look: look === 'heat' ? 'light' : 'heat' })}
      >
        {t('heat')}
      </Chip>
    </div>
  )
}
