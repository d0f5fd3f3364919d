'use client'

import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import Info from 'lucide-react/icons/info'
import { type CSSProperties, type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { wasMasked } from '@/components/compare/was-masked'
import { expectedAspect } from '@/components/feed/prompt-display'
import { Films, TextResult } from '@/components/feed/rare'
import { LookBar } from '@/components/look/look-bar'
import type { ChangeLook } from '@/components/look/use-look'
import { useSwipe } from '@/components/look/use-swipe'
import { framesOf } from '@/components/quadrants/frames'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { lazy } from '@/lib/client/lazy'
import { isNearer, type Look, type Stage as StageSize, wholeLook } from '@/lib/gallery/look'
import type { Size } from '@/lib/editor/geometry'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import { isUnderWay, type Task } from '@/lib/mj/task'
import { Developing } from './developing'
import { StagePicture, chosenFrame, isSheet } from './stage-picture'
import { Strip } from './strip'
import type { Neighbours } from './use-neighbours'

// Only results of masks have something to be compared with.
const BeforeAfterStage = lazy(() => import('@/components/compare/before-after-stage'))

type StageProps = {
  task: Task | undefined
  chosen: QuadrantIndex | null
  neighbours: Neighbours
  /** The place of the picture, to be measured. */
  stageRef: (element: HTMLDivElement | null) => void
  stage: StageSize | null
  /** Null where what is shown cannot be looked at from nearer. */
  looked: { look: Look; size: Size } | null
  onLook: ChangeLook
  onChoose: (index: QuadrantIndex | null) => void
  onGoTo: (step: -1 | 1) => void
  /** On a phone: to what is known of the picture, further down. */
  onInfo: () => void
}

/** The picture, as large as the window lets it be, with the ways to its neighbours: arrows, keys, a swipe. */
export function Stage(props: StageProps) {
  const { task, chosen, neighbours, stageRef, stage, looked, onLook, onChoose, onGoTo, onInfo } =
    props
  const t = useTranslations('task')
  const isNear = looked !== null && isNearer(looked.look)
  const swipe = useSwipe(isNear, onGoTo)
  const style = {
    '--aspect': task ? aspectOf(task, chosen) : 1,
    // Above what is compared stands how.
    '--bar': task && isCompared(task, chosen) ? '60px' : '0px',
  } as CSSProperties
  return (
    <div
      style={style}
      data-empty={task && isWithoutPicture(task) ? '' : undefined}
      className="relative flex min-h-0 flex-col bg-stage max-md:h-[min(72dvh,calc(100vw/var(--aspect)+72px+var(--bar)))] max-md:min-h-[200px] max-md:data-[empty]:h-40 max-md:data-[empty]:min-h-0"
    >
      <div className="grid min-h-0 flex-1 overflow-hidden md:px-16 md:pt-9" {...swipe}>
        <div
          ref={stageRef}
          className="relative grid min-h-0 min-w-0 place-items-center [container-type:size]"
        >
          {task ? <Shown {...props} task={task} /> : <Waiting />}
        </div>
      </div>
      <div className="grid h-24 shrink-0 grid-cols-[1fr_minmax(0,auto)_1fr] items-center max-md:h-[72px] max-md:grid-cols-1 max-md:justify-items-center max-md:px-11">
        <Position neighbours={neighbours} />
        {task ? <Strip task={task} chosen={chosen} onChoose={onChoose} /> : <span />}
        <div className="justify-self-end pr-3 max-md:hidden">
          {looked && stage ? (
            <LookBar picture={looked.size} stage={stage} look={looked.look} onLook={onLook} />
          ) : null}
        </div>
      </div>
      <div className="absolute top-2 right-2 md:hidden">
        <IconButton
          look="onPicture"
          label={t('info')}
          shortcut="I"
          tooltipSide="left"
          icon={<Info />}
          onClick={onInfo}
        />
      </div>
      <Step
        side="left"
        label={t('previous')}
        shortcut="←"
        icon={<ChevronLeft />}
        isOnPicture={isNear}
        isThere={neighbours.previous !== null}
        onClick={() => onGoTo(-1)}
      />
      <Step
        side="right"
        label={t('next')}
        shortcut="→"
        icon={<ChevronRight />}
        isOnPicture={isNear}
        isThere={neighbours.next !== null}
        onClick={() => onGoTo(1)}
      />
    </div>
  )
}

/** Nothing is to be seen, nor will be: on a phone the reason below is what matters. */
function isWithoutPicture(task: Task): boolean {
  return (
    framesOf(task.pictures).length === 0 &&
    task.videos.length === 0 &&
    task.text === '' &&
    !isUnderWay(task.state)
  )
}

function aspectOf(task: Task, chosen: QuadrantIndex | null): number {
  const frames = framesOf(task.pictures)
  if (frames.length === 0) return expectedAspect(task)
  const { box } = chosenFrame(frames, chosen)
  return box.width / box.height
}

function Shown({ task, chosen, stage, looked, onLook, onChoose }: StageProps & { task: Task }) {
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
  const picture = stage ? (
    <StagePicture
      task={task}
      frames={frames}
      chosen={chosen}
      stage={stage}
      look={looked?.look ?? wholeLook}
      onLook={onLook}
      onChoose={onChoose}
    />
  ) : null
  if (!isCompared(task, chosen)) return picture
  return (
    <Suspense fallback={picture}>
      <BeforeAfterStage task={task} frame={chosenFrame(frames, chosen)} />
    </Suspense>
  )
}

/** What is looked at, in pixels; null where what is shown cannot be looked at from nearer. */
export function lookedSize(task: Task, chosen: QuadrantIndex | null): Size | null {
  const frames = framesOf(task.pictures)
  const isOther = task.text !== '' || task.videos.length > 0 || frames.length === 0
  if (isOther || isSheet(frames, chosen) || isCompared(task, chosen)) return null
  return chosenFrame(frames, chosen).box
}

/** Results of a mask have a stage of their own, which shows them over the picture they were made from. */
function isCompared(task: Task, chosen: QuadrantIndex | null): boolean {
  const frames = framesOf(task.pictures)
  return frames.length > 0 && wasMasked(task) && (frames.length === 1 || chosen !== null)
}

function Position({ neighbours: { position } }: Pick<StageProps, 'neighbours'>) {
  const t = useTranslations('task')
  return (
    <p
      role="status"
      aria-live="off"
      className="truncate pl-5 font-mono text-xs text-faint max-md:absolute max-md:top-2 max-md:left-2 max-md:rounded-sm max-md:bg-black/60 max-md:px-1.5 max-md:text-white max-md:empty:hidden"
    >
      {position ? t('position', position) : null}
    </p>
  )
}

const sides = {
  left: 'left-3 max-md:left-0',
  right: 'right-3 max-md:right-0',
} as const

/** Beside a whole picture, on one that is nearer; on a phone beside the strip, so that nothing lies on the picture. */
function Step({
  side,
  label,
  shortcut,
  icon,
  isOnPicture,
  isThere,
  onClick,
}: {
  side: keyof typeof sides
  label: string
  shortcut: string
  icon: ReactNode
  isOnPicture: boolean
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
        look={isOnPicture ? 'onPicture' : 'ghost'}
        size="md"
        label={label}
        shortcut={shortcut}
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
