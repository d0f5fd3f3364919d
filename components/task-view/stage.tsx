'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { CSSProperties, ReactNode, TouchEvent } from 'react'
import { lazy, Suspense, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { wasMasked } from '@/components/compare/was-masked'
import { expectedAspect } from '@/components/feed/prompt-display'
import { Films, TextResult } from '@/components/feed/rare'
import { framesOf } from '@/components/quadrants/frames'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { Developing } from './developing'
import { StagePicture, chosenFrame } from './stage-picture'
import { Strip } from './strip'
import type { Neighbours } from './use-neighbours'

// Only results of masks have something to be compared with.
const CompareStage = lazy(() => import('@/components/compare/compare-stage'))

type StageProps = {
  task: Task | undefined
  chosen: QuadrantIndex | null
  neighbours: Neighbours
  onChoose: (index: QuadrantIndex | null) => void
  onGoTo: (step: -1 | 1) => void
}

/** The picture, as large as the window lets it be, with the ways to its neighbours: arrows, keys, a swipe. */
export function Stage({ task, chosen, neighbours, onChoose, onGoTo }: StageProps) {
  const t = useTranslations('task')
  const swipe = useSwipe(onGoTo)
  const style = { '--aspect': task ? aspectOf(task, chosen) : 1 } as CSSProperties
  return (
    <div
      style={style}
      className="relative flex min-h-0 flex-col bg-stage max-md:h-[min(72dvh,calc(100vw/var(--aspect)+72px))] max-md:min-h-[200px]"
    >
      <div className="grid min-h-0 flex-1 md:px-16 md:pt-9" {...swipe}>
        <div className="grid min-h-0 min-w-0 place-items-center [container-type:size]">
          {task ? <Shown task={task} chosen={chosen} onChoose={onChoose} /> : <Waiting />}
        </div>
      </div>
      <div className="flex h-24 shrink-0 items-center justify-center max-md:h-[72px] max-md:px-11">
        {task ? <Strip task={task} chosen={chosen} onChoose={onChoose} /> : null}
      </div>
      <Step
        side="left"
        label={t('previous')}
        icon={<ChevronLeft />}
        isThere={neighbours.previous !== null}
        onClick={() => onGoTo(-1)}
      />
      <Step
        side="right"
        label={t('next')}
        icon={<ChevronRight />}
        isThere={neighbours.next !== null}
        onClick={() => onGoTo(1)}
      />
    </div>
  )
}

function aspectOf(task: Task, chosen: QuadrantIndex | null): number {
  const frames = framesOf(task.pictures)
  if (frames.length === 0) return expectedAspect(task)
  const { box } = chosenFrame(frames, chosen)
  return box.width / box.height
}

function Shown({
  task,
  chosen,
  onChoose,
}: Pick<StageProps, 'chosen' | 'onChoose'> & { task: Task }) {
  const frames = framesOf(task.pictures)
  if (task.text !== '') {
    return (
      <div className="max-h-full w-full max-w-3xl overflow-y-auto">
        <TextResult task={task} />
      </div>
    )
  }
  if (task.videos.length > 0) return <Films task={task} isOnStage />
  if (frames.length === 0) return <Developing task={task} />
  const picture = <StagePicture task={task} frames={frames} chosen={chosen} onChoose={onChoose} />
  if (!wasMasked(task) || (frames.length > 1 && chosen === null)) return picture
  return (
    <Suspense fallback={picture}>
      <CompareStage task={task} frame={chosenFrame(frames, chosen)} />
    </Suspense>
  )
}

const sides = {
  left: 'left-3 max-md:left-0',
  right: 'right-3 max-md:right-0',
} as const

/** Beside the picture; on a phone beside the strip, so that nothing lies on the picture. */
function Step({
  side,
  label,
  icon,
  isThere,
  onClick,
}: {
  side: keyof typeof sides
  label: string
  icon: ReactNode
  isThere: boolean
  onClick: () => void
}) {
  if (!isThere) return null
  return (
    <div
      className={classNames(
        'absolute top-[calc(50%-48px)] max-md:top-auto max-md:bottom-[14px]',
        sides[side],
      )}
    >
      <IconButton
        look="ghost"
        size="md"
        label={label}
        icon={icon}
        tooltipSide="top"
        className="[&_svg]:!size-[18px]"
        onClick={onClick}
      />
    </div>
  )
}

function Waiting() {
  return (
    <div className="aspect-square w-[min(100cqw,100cqh)] animate-breathe rounded-sm bg-surface" />
  )
}

const swipeAtLeastPx = 56

/** One finger, mostly sideways; two fingers zoom, and up or down scrolls, as everywhere. */
function useSwipe(onGoTo: (step: -1 | 1) => void) {
  const start = useRef<{ x: number; y: number } | null>(null)
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches.length === 1 ? touches[0] : undefined
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const end = changedTouches[0]
      if (!start.current || !end) return
      const x = end.clientX - start.current.x
      const y = end.clientY - start.current.y
      start.current = null
      const isZoomed = (window.visualViewport?.scale ?? 1) > 1.05
      if (isZoomed || Math.abs(x) < swipeAtLeastPx || Math.abs(x) < 2 * Math.abs(y)) return
      onGoTo(x < 0 ? 1 : -1)
    },
  }
}
