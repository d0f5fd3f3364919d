'use client'

import {
  type CSSProperties,
  type MouseEvent,
  type PointerEvent,
  Suspense,
  memo,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { lazy } from '@/lib/client/lazy'
import { type ButtonGroups, groupButtons } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import type { Frame } from './frames'
import { isMoving } from './moving'
import { PictureCrop } from './picture-crop'
import { PlayMark } from './play-mark'
import { useBlur } from './use-blur'

// Made at the first hover or focus: an empty feed has none.
const QuadrantOverlay = lazy(async () => ({
  default: (await import('./quadrant-overlay')).QuadrantOverlay,
}))

/** No taller than this on a desktop, so that a row of portraits still leaves room for its neighbours. */
const tallestPx = 440
/** Those beyond go into a further row. */
const mostColumns = 4

/**
 * The pictures of a task in a row, two by two on a phone: one tab stop, then arrows and numbers (useCardKeys).
 * `prompt` names them for a screen reader.
 */
export const QuadrantStrip = memo(function QuadrantStrip({
  task,
  frames,
  prompt,
}: {
  task: Task
  frames: readonly Frame[]
  prompt: string
}) {
  const [chosen, setChosen] = useState(0)
  const groups = useMemo(() => groupButtons(task.buttons), [task.buttons])
  const first = frames[0]
  const blur = useBlur(first?.picture.thumbhash ?? '')
  if (!first) return null
  const columns = Math.min(frames.length, mostColumns)
  const widest = (tallestPx * columns * first.box.width) / first.box.height

  return (
    <div
      className="grid grid-cols-2 items-start gap-[3px] overflow-hidden rounded-xl md:max-w-(--widest) md:grid-cols-(--columns) md:gap-1"
      style={
        {
          '--blur': blur,
          '--widest': `${Math.round(widest)}px`,
          '--columns': `repeat(${columns}, minmax(0, 1fr))`,
        } as CSSProperties
      }
    >
      {frames.map((frame, place) => (
        <Quadrant
          key={`${frame.picture.id} ${place}`}
          task={task}
          frame={frame}
          groups={groups}
          place={place}
          count={frames.length}
          prompt={prompt}
          isTabStop={place === chosen}
          onChoose={setChosen}
        />
      ))}
    </div>
  )
})

function Quadrant({
  task,
  frame,
  groups,
  place,
  count,
  prompt,
  isTabStop,
  onChoose,
}: {
  task: Task
  frame: Frame
  groups: ButtonGroups
  place: number
  count: number
  prompt: string
  isTabStop: boolean
  onChoose: (place: number) => void
}) {
  const t = useTranslations('feed')
  const touch = useTouchChooses()
  // Made at the first hover or focus, then kept: most quadrants of a long feed never need theirs.
  const [isWanted, setWanted] = useState(false)
  const want = () => setWanted(true)
  const number = place + 1

  return (
    <div
      className="group/quadrant relative"
      onPointerEnter={want}
      onFocus={want}
      style={{ aspectRatio: `${frame.box.width} / ${frame.box.height}` }}
    >
      <TaskLink
        taskId={task.id}
        quadrant={number}
        draggable={false}
        tabIndex={isTabStop ? 0 : -1}
        data-quadrant={number}
        aria-label={t('quadrant', { index: String(number), count: String(count), prompt })}
        onFocus={() => onChoose(place)}
        className="absolute inset-0 focus-visible:z-10 focus-visible:-outline-offset-2"
        {...touch}
      >
        <PictureCrop frame={frame} sizes="(max-width: 767px) 50vw, 196px" />
        {isMoving(task) ? <PlayMark /> : null}
      </TaskLink>
      {isWanted ? (
        <Suspense fallback={null}>
          <QuadrantOverlay task={task} frame={frame} groups={groups} number={number} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** A first tap shows what can be done with a quadrant, as hovering does; a second one opens it. */
function useTouchChooses() {
  const isTouch = useRef(false)
  const wasChosen = useRef(false)
  return {
    onPointerDown: (event: PointerEvent<HTMLAnchorElement>) => {
      isTouch.current = event.pointerType === 'touch'
      wasChosen.current = document.activeElement === event.currentTarget
    },
    onClick: (event: MouseEvent<HTMLAnchorElement>) => {
      if (!isTouch.current || wasChosen.current) return
      isTouch.current = false
      event.preventDefault()
      event.currentTarget.focus()
    },
  }
}
