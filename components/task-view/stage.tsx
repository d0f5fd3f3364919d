'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { TextResult } from '@/components/feed/text-result-card'
import { framesOf } from '@/components/quadrants/frames'
import { IconButton } from '@/components/ui/icon-button'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { Developing } from './developing'
import { StagePicture } from './stage-picture'
import { Strip } from './strip'
import type { Neighbours } from './use-neighbours'

/** The picture, as large as the window lets it be, with the ways to its neighbours. */
export function Stage({
  task,
  chosen,
  neighbours,
  onChoose,
  onGoTo,
}: {
  task: Task | undefined
  chosen: QuadrantIndex | null
  neighbours: Neighbours
  onChoose: (index: QuadrantIndex | null) => void
  onGoTo: (step: -1 | 1) => void
}) {
  const t = useTranslations('task')
  return (
    <div className="relative flex min-h-0 flex-col bg-stage max-md:h-[min(70dvh,110vw)]">
      <div className="flex min-h-0 flex-1 items-stretch md:pt-9">
        <Step
          label={t('previous')}
          icon={<ChevronLeft />}
          isThere={neighbours.previous !== null}
          onClick={() => onGoTo(-1)}
        />
        <div className="grid min-w-0 flex-1 place-items-center [container-type:size]">
          {task ? <Shown task={task} chosen={chosen} onChoose={onChoose} /> : <Waiting />}
        </div>
        <Step
          label={t('next')}
          icon={<ChevronRight />}
          isThere={neighbours.next !== null}
          onClick={() => onGoTo(1)}
        />
      </div>
      <div className="flex h-24 shrink-0 items-center justify-center max-md:h-[72px]">
        {task ? <Strip task={task} chosen={chosen} onChoose={onChoose} /> : null}
      </div>
    </div>
  )
}

function Shown({
  task,
  chosen,
  onChoose,
}: {
  task: Task
  chosen: QuadrantIndex | null
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const frames = framesOf(task.pictures)
  if (task.text !== '') {
    return (
      <div className="max-h-full w-full max-w-3xl overflow-y-auto">
        <TextResult task={task} />
      </div>
    )
  }
  if (frames.length === 0) return <Developing task={task} />
  return <StagePicture task={task} frames={frames} chosen={chosen} onChoose={onChoose} />
}

function Step({
  label,
  icon,
  isThere,
  onClick,
}: {
  label: string
  icon: ReactNode
  isThere: boolean
  onClick: () => void
}) {
  return (
    <div className="grid w-16 shrink-0 place-items-center max-md:w-11">
      {isThere ? (
        <IconButton
          look="ghost"
          size="md"
          label={label}
          icon={icon}
          tooltipSide="top"
          className="[&_svg]:!size-[18px]"
          onClick={onClick}
        />
      ) : null}
    </div>
  )
}

function Waiting() {
  return (
    <div className="aspect-square w-[min(100cqw,100cqh)] animate-breathe rounded-sm bg-surface" />
  )
}
