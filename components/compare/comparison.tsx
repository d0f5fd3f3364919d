'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { LookBar } from '@/components/look/look-bar'
import { type ChangeLook, useStage } from '@/components/look/use-look'
import { Banner } from '@/components/ui/banner'
import { useSheet } from '@/components/ui/use-sheet'
import { useMarksFailing } from '@/lib/client/frames'
import { lazy } from '@/lib/client/lazy'
import { type CompareGrid, compareGrid, type Pair, pairWithin } from '@/lib/gallery/compare-grid'
import { isNearer, type Stage, wholeLook } from '@/lib/gallery/look'
import { toast } from '@/lib/state/toasts'
import { CompareBar } from './compare-bar'
import { CompareCell } from './compare-cell'
import { compareStore } from './compare-store'
import { ComparePair } from './compare-pair'
import { CompareTable } from './compare-table'
import type { Compared } from './compared'
import { openFrame } from './open-frame'
import { OneByOne } from './one-by-one'
import { useCompareKeys } from './use-compare-keys'
import { useMarking } from './use-marking'
import { useNarrow } from './use-narrow'

const KeysSheet = lazy(() => import('./compare-keys-sheet'))

const gap = 6

/** The pictures on their stages, what can be done with them, and what they were made with. */
export function Comparison({
  pictures,
  missing,
  onRemove,
  onClose,
}: {
  pictures: readonly Compared[]
  missing: number
  onRemove: (id: string) => void
  onClose: () => void
}) {
  const t = useTranslations('compare')
  const { mode } = useStore(compareStore)
  const isNarrow = useNarrow()
  const isFailing = useMarksFailing()
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const stage = useStage(element)
  const [look, setLook] = useState(wholeLook)
  const onLook = useCallback<ChangeLook>((change) => setLook(change), [])
  const [focused, setFocused] = useState(0)
  const [chosenPair, setPair] = useState<Pair>([0, 1])
  const [keysSheet, showKeys] = useSheet(KeysSheet)
  const marking = useMarking()

  const at = Math.min(focused, pictures.length - 1)
  const pair = pairWithin(chosenPair, pictures.length)
  const isPair = mode !== 'grid' && pair !== null
  const grid = stage && gridOf(pictures, stage, isPair || isNarrow)
  const current = pictures[at]!
  /** What numbers and bars count in: of the picture that is meant, on the stage that it has. */
  const seen = grid && { size: current.frame.box, stage: { ...grid.cell, density: stage.density } }
  const undo = () => {
    if (!marking.undo()) toast(t('nothingToUndo'))
  }

  useCompareKeys({
    count: pictures.length,
    columns: grid?.columns ?? 1,
    at,
    current: current.details,
    seen,
    marking,
    isPair,
    onLook,
    onUndo: undo,
    onFocus: (n) => {
      setFocused(n)
      if (isPair && pair && n !== pair[0]) setPair([pair[0], n])
      element?.querySelectorAll<HTMLElement>('[data-compared]')[n]?.focus()
    },
    onRemove: () => onRemove(current.details.id),
    onOpen: () => openFrame(current.details),
    onHelp: showKeys,
    onClose,
  })

  return (
    <>
      <CompareBar
        count={pictures.length}
        pair={pair ?? [0, 0]}
        onPair={setPair}
        onBack={onClose}
        onUndo={undo}
        onHelp={showKeys}
      >
        {seen && !isNarrow ? (
          <LookBar picture={seen.size} stage={seen.stage} look={look} onLook={onLook} />
        ) : null}
      </CompareBar>
      {isFailing ? <Banner>{t('unsent')}</Banner> : null}
      {missing > 0 ? (
        <p role="status" className="px-4 pt-2 text-sm text-warn">
          {t('missing', { count: missing })}
        </p>
      ) : null}
      <div className="min-h-[min(420px,70dvh)] flex-1 p-1.5 max-md:p-0">
        <div ref={setElement} className="size-full">
          {isPair && pair ? (
            <ComparePair
              a={pictures[pair[0]]!}
              b={pictures[pair[1]]!}
              numbers={[pair[0] + 1, pair[1] + 1]}
              look={look}
              onLook={onLook}
            />
          ) : (
            <Cells
              grid={grid}
              isNarrow={isNarrow}
              isNear={isNearer(look)}
              at={at}
              count={pictures.length}
              onGoTo={setFocused}
            >
              {pictures.map((picture, n) => (
                <CompareCell
                  key={picture.details.id}
                  picture={picture}
                  number={n + 1}
                  look={look}
                  onLook={onLook}
                  isFocused={n === at}
                  onFocus={() => setFocused(n)}
                  marking={marking}
                  onRemove={() => onRemove(picture.details.id)}
                />
              ))}
            </Cells>
          )}
        </div>
      </div>
      <CompareTable pictures={pictures} />
      {keysSheet}
    </>
  )
}

function Cells({
  grid,
  isNarrow,
  isNear,
  at,
  count,
  onGoTo,
  children,
}: {
  grid: CompareGrid | null
  isNarrow: boolean
  isNear: boolean
  at: number
  count: number
  onGoTo: (n: number) => void
  children: readonly ReactNode[]
}) {
  if (!grid) return null
  if (isNarrow) {
    return (
      <OneByOne at={at} count={count} isNear={isNear} onGoTo={onGoTo}>
        {children[at]}
      </OneByOne>
    )
  }
  return (
    <div
      className="grid size-full"
      style={{
        gap,
        gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${grid.rows}, minmax(0, 1fr))`,
      }}
    >
      {children}
    </div>
  )
}

function gridOf(pictures: readonly Compared[], stage: Stage, isOneAtATime: boolean): CompareGrid {
  const ratios = pictures.map(({ frame: { box } }) => box.width / box.height)
  return compareGrid(isOneAtATime ? ratios.slice(0, 1) : ratios, stage, gap)
}
