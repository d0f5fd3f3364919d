'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { isMark } from '@/components/actions/press'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { type Frame, framesOf } from '@/components/quadrants/frames'
import { useBlur } from '@/components/quadrants/use-blur'
import { classNames } from '@/components/ui/class-names'
import { cachedTask } from '@/lib/client/tasks'
import { useFamily } from '@/lib/client/use-task'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { TaskThumb } from './task-thumb'

const mostFamily = 6

/** Below the picture: its quadrants, and the rest of the family. */
export function Strip({
  task,
  chosen,
  onChoose,
}: {
  task: Task
  chosen: QuadrantIndex | null
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const t = useTranslations('task')
  const client = useQueryClient()
  const family = useFamily(task.id) ?? []
  const frames = framesOf(task.pictures)
  const others = family
    .filter((id) => id !== task.id && !isMark(cachedTask(client, id)?.parent?.customId))
    .slice(-mostFamily)
  const isGrid = frames.length > 1

  return (
    <div className="flex max-w-full items-center gap-1.5 overflow-x-auto px-4 py-2">
      {isGrid ? (
        <div role="group" aria-label={t('quadrants')} className="flex gap-1.5">
          {frames.map((frame, place) => (
            <FrameThumb key={place} frame={frame} chosen={chosen} onChoose={onChoose} />
          ))}
        </div>
      ) : null}
      {isGrid && others.length > 0 ? (
        <span className="mx-1.5 h-[34px] w-px bg-line-strong" />
      ) : null}
      {others.map((id) => (
        <TaskThumb key={id} taskId={id} className="size-[54px]" />
      ))}
    </div>
  )
}

function FrameThumb({
  frame,
  chosen,
  onChoose,
}: {
  frame: Frame
  chosen: QuadrantIndex | null
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const t = useTranslations('task')
  const blur = useBlur(frame.picture.thumbhash)
  const { index } = frame
  if (index === null) return null
  const isChosen = index === chosen
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={t('quadrant', { index: String(index) })}
      onClick={() => onChoose(index)}
      style={{ '--blur': blur } as CSSProperties}
      className={classNames(
        'relative size-[54px] shrink-0 overflow-hidden rounded-[7px] transition-opacity',
        isChosen
          ? 'outline-2 outline-offset-2 outline-accent'
          : 'opacity-70 hover:opacity-100 focus-visible:opacity-100',
      )}
    >
      <PictureCrop frame={frame} sizes="54px" />
    </button>
  )
}
