'use client'

import Ellipsis from 'lucide-react/icons/ellipsis'
import Maximize2 from 'lucide-react/icons/maximize-2'
import { useTranslations } from 'use-intl'
import { useActionWords } from '@/components/actions/action-words'
import { MoreMenu } from '@/components/actions/more-menu'
import { useLacks } from '@/components/actions/use-lacks'
import { usePress, usePressState } from '@/components/actions/use-press'
import { TaskLink } from '@/components/shell/task-link'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { type ButtonGroups, type PlacedButton, buttonsOfQuadrant } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { openTask } from '@/lib/state/open-task'
import { FavouriteButton } from './favourite-button'
import type { Frame } from './frames'

/**
 * Shown while the pointer is over a quadrant or the focus in it. Its U, V and open are shortcuts for the pointer:
 * for everyone else they are the buttons beside the strip, the keys, and the quadrant's own link.
 */
export function QuadrantOverlay({
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
        <FavouriteButton task={task} frame={frame} />
      </div>
      <div className="flex gap-1.5">
        {upscale ? <PictureButton task={task} placed={upscale} isFirst /> : null}
        {variation ? <PictureButton task={task} placed={variation} /> : null}
        <QuadrantMenu
          task={task}
          frame={frame}
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
  frame,
  placed,
  number,
}: {
  task: Task
  frame: Frame
  placed: readonly PlacedButton[]
  number: number
}) {
  const t = useTranslations('feed')
  const open = useTranslations('actions')('openQuadrant', { index: String(number) })
  return (
    <MoreMenu
      task={task}
      frame={frame}
      unplaced={placed}
      placed={placed}
      first={[{ label: open, icon: <Maximize2 />, onSelect: () => openTask(task.id, number) }]}
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
