'use client'

import ImageOff from 'lucide-react/icons/image-off'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { LookBar } from '@/components/look/look-bar'
import { type ChangeLook, useStage } from '@/components/look/use-look'
import { keepTitleName } from '@/components/shell/tab-progress'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Spinner } from '@/components/ui/spinner'
import { useOverlay } from '@/components/ui/use-overlay'
import { useMarksFailing } from '@/lib/client/frames'
import { type CompareGrid, compareGrid } from '@/lib/gallery/compare-grid'
import { type Stage, wholeLook } from '@/lib/gallery/look'
import { openFromOverlay } from '@/lib/state/open-task'
import { quadrantOf } from '@/components/quadrants/frame-id'
import { toast } from '@/lib/state/toasts'
import { CompareBar, type Pair } from './compare-bar'
import { CompareCell } from './compare-cell'
import { compareModeStore } from './compare-mode'
import { ComparePair } from './compare-pair'
import { CompareTable } from './compare-table'
import { type Compared, useComparedPictures } from './compared'
import { OneByOne } from './one-by-one'
import { useCompareKeys } from './use-compare-keys'
import { useMarking } from './use-marking'
import { useNarrow } from './use-narrow'

const KeysSheet = lazy(() => import('./compare-keys-sheet'))

const gap = 6

/**
 * Up to nine pictures beside each other, all looked at alike. `onChange` is told which are left when one is taken out;
 * the address belongs to whoever has opened this.
 */
export function CompareView({
  frameIds,
  onChange,
  onClose,
}: {
  frameIds: readonly string[]
  onChange: (frameIds: readonly string[]) => void
  onClose: () => void
}) {
  const t = useTranslations('compare')
  const ref = useOverlay()
  const { pictures, missing, error, retry } = useComparedPictures(frameIds)
  const title = t('title')
  useEffect(() => keepTitleName(`${title} · Safelight`), [title])
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={t('title')}
      className="fixed inset-0 z-40 flex animate-fade flex-col overflow-y-auto bg-bg outline-none max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] sm:left-[68px]"
    >
      {pictures && pictures.length > 0 ? (
        <Comparison
          pictures={pictures}
          missing={missing}
          onRemove={(id) => {
            const rest = frameIds.filter((one) => one !== id)
            if (rest.length === 0) onClose()
            else onChange(rest)
          }}
          onClose={onClose}
        />
      ) : (
        <Nothing
          state={error ? 'failed' : pictures ? 'none' : 'loading'}
          onRetry={retry}
          onClose={onClose}
        />
      )}
    </section>
  )
}

function Nothing({
  state,
  onRetry,
  onClose,
}: {
  state: 'loading' | 'failed' | 'none'
  onRetry: () => void
  onClose: () => void
}) {
  const t = useTranslations('compare')
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [onClose])
  if (state === 'loading') {
    return (
      <p role="status" className="m-auto flex items-center gap-2 text-muted">
        <Spinner /> {t('loading')}
      </p>
    )
  }
  return (
    <div className="m-auto">
      <EmptyState
        level="h1"
        icon={<ImageOff />}
        title={t(state)}
        action={
          <div className="flex gap-2">
            {state === 'failed' ? (
              <Button size="md" look="accent" onClick={onRetry}>
                {t('retry')}
              </Button>
            ) : null}
            <Button size="md" onClick={onClose}>
              {t('back')}
            </Button>
          </div>
        }
      >
        {state === 'none' ? t('noneHelp') : null}
      </EmptyState>
    </div>
  )
}

function Comparison({
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
  const { mode } = useStore(compareModeStore)
  const isNarrow = useNarrow()
  const isFailing = useMarksFailing()
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const stage = useStage(element)
  const [look, setLook] = useState(wholeLook)
  const onLook = useCallback<ChangeLook>((change) => setLook(change), [])
  const [focused, setFocused] = useState(0)
  const [chosenPair, setPair] = useState<Pair>([0, 1])
  const [showsKeys, setShowsKeys] = useState(false)
  const marking = useMarking()

  const last = pictures.length - 1
  const at = Math.min(focused, last)
  const pair = pairWithin(chosenPair, last)
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
    onOpen: () => openFromOverlay(current.details.taskId, quadrantOf(current.details)),
    onHelp: () => setShowsKeys(true),
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
        onHelp={() => setShowsKeys(true)}
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
      {showsKeys ? (
        <Suspense fallback={null}>
          <KeysSheet onClose={() => setShowsKeys(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function Cells({
  grid,
  isNarrow,
  at,
  count,
  onGoTo,
  children,
}: {
  grid: CompareGrid | null
  isNarrow: boolean
  at: number
  count: number
  onGoTo: (n: number) => void
  children: readonly ReactNode[]
}) {
  if (!grid) return null
  if (isNarrow) {
    return (
      <OneByOne at={at} count={count} onGoTo={onGoTo}>
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

/** The chosen two, as far as they are still there; null when one is left alone. */
function pairWithin([first, second]: Pair, last: number): Pair | null {
  if (last < 1) return null
  const a = Math.min(first, last)
  const b = Math.min(second, last)
  return a === b ? [a, a === 0 ? 1 : 0] : [a, b]
}
