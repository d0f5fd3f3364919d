'use client'

import Ellipsis from 'lucide-react/icons/ellipsis'
import Maximize2 from 'lucide-react/icons/maximize-2'
import {
  type CSSProperties,
  type MouseEvent,
  type PointerEvent,
  memo,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import { useActionWords } from '@/components/actions/action-words'
import { useLacks } from '@/components/actions/use-lacks'
import { joinGroups, useMoreEntries } from '@/components/actions/use-more-entries'
import { usePress, usePressState } from '@/components/actions/use-press'
import { TaskLink } from '@/components/shell/task-link'
import { buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Menu } from '@/components/ui/menu'
import {
  type ButtonGroups,
  type PlacedButton,
  buttonsOfQuadrant,
  groupButtons,
} from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { openTask } from '@/lib/state/open-task'
import type { Frame } from './frames'
import { isMoving } from './moving'
import { PictureCrop } from './picture-crop'
import { PlayMark } from './play-mark'
import { useBlur } from './use-blur'

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
        <QuadrantOverlay task={task} frame={frame} groups={groups} number={number} />
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

/**
 * Shown while the pointer is over a quadrant or the focus in it. Its U, V and open are shortcuts for the pointer:
 * for everyone else they are the buttons beside the strip, the keys, and the quadrant's own link.
 */
function QuadrantOverlay({
  task,
  frame,
  groups,
  number,
}: {
  task: Task
  frame: Frame
  groups: ButtonGroups
  number: number
}) {
  const { upscale, variation } = frame.index
    ? buttonsOfQuadrant(groups, frame.index)
    : { upscale: undefined, variation: undefined }
  return (
    <div
      className={classNames(
        'pointer-events-none invisible absolute inset-0 z-20 flex flex-col justify-between p-2',
        'bg-linear-to-b from-black/35 via-transparent via-45% to-black/55',
        'group-hover/quadrant:visible group-focus-within/quadrant:visible',
        'group-has-[[aria-expanded=true]]/quadrant:visible',
        '[&>div>*]:pointer-events-auto',
      )}
    >
      <div className="flex justify-between">
        <TaskLink
          taskId={task.id}
          quadrant={number}
          aria-hidden
          tabIndex={-1}
          className={buttonClass('onPicture', 'sm', '!px-2')}
        >
          <Maximize2 />
        </TaskLink>
      </div>
      <div className="flex gap-1.5">
        {upscale ? <PictureButton task={task} placed={upscale} isFirst /> : null}
        {variation ? <PictureButton task={task} placed={variation} /> : null}
        <QuadrantMenu
          task={task}
          placed={[upscale, variation].filter((one) => one !== undefined)}
          number={number}
        />
      </div>
    </div>
  )
}

function PictureButton({
  task,
  placed,
  isFirst = false,
}: {
  task: Task
  placed: PlacedButton
  isFirst?: boolean
}) {
  const press = usePress()
  const { press: state } = usePressState(task, placed)
  const { shortOf } = useActionWords()
  const lacks = useLacks(task)
  const lack = state.name === 'idle' ? lacks.ofButton(placed) : null
  return (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      title={lack ?? undefined}
      aria-disabled={lack !== null || undefined}
      // The focus stays on the quadrant, so that its keys go on working.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => press(task, placed, { edit: event.shiftKey, again: event.altKey })}
      className={classNames(
        buttonClass(isFirst && lack === null ? 'accent' : 'onPicture', 'sm', 'font-medium'),
        'aria-disabled:text-white/55',
        state.name === 'sending' || state.name === 'running' ? 'animate-breathe' : null,
      )}
    >
      {shortOf(placed)}
    </button>
  )
}

function QuadrantMenu({
  task,
  placed,
  number,
}: {
  task: Task
  placed: readonly PlacedButton[]
  number: number
}) {
  const t = useTranslations('feed')
  const open = useTranslations('actions')('openQuadrant', { index: String(number) })
  const more = useMoreEntries(task, placed, placed)
  const openEntry = { label: open, icon: <Maximize2 />, onSelect: () => openTask(task.id, number) }
  return (
    <Menu
      align="end"
      entries={joinGroups([[openEntry], more])}
      trigger={
        <button
          type="button"
          aria-label={t('quadrantMore', { index: String(number) })}
          className={buttonClass('onPicture', 'sm', 'ml-auto !px-2')}
        >
          <Ellipsis />
        </button>
      }
    />
  )
}
