'use client'

import Columns2 from 'lucide-react/icons/columns-2'
import Heart from 'lucide-react/icons/heart'
import Trash2 from 'lucide-react/icons/trash-2'
import X from 'lucide-react/icons/x'
import { type RefObject, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { ActionGroups } from '@/components/actions/action-groups'
import { wasMasked } from '@/components/compare/was-masked'
import { framesOf } from '@/components/quadrants/frames'
import { ShareButton } from '@/components/sharing/share-button'
import { SharedBy } from '@/components/sharing/shared-by'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { lazy } from '@/lib/client/lazy'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { DownloadLink } from './download-link'
import { Facts } from './facts'
import { Family } from './family'
import { History } from './history'
import { NoteEditor } from './note-editor'
import { PromptBlock } from './prompt-block'
import { TaskStatus } from './task-status'
import type { FrameMarking } from './use-frame-marks'

const RegionSection = lazy(() => import('@/components/compare/region-section'))

type PanelProps = {
  task: Task | undefined
  chosen: QuadrantIndex | null
  marks: FrameMarking
  noteRef: RefObject<HTMLTextAreaElement | null>
  /** Null where there is nothing to compare with. */
  onCompare: (() => void) | null
  onFamily: () => void
  onClose: () => void
}

/** What can be done with a task and what is known of it. */
export function Panel(props: PanelProps) {
  const { task, chosen, marks, noteRef, onFamily } = props
  return (
    <aside className="flex flex-col gap-4 border-line px-[18px] py-3.5 max-md:pb-8 md:overflow-y-auto md:border-l">
      <TopLine {...props} />
      {task ? (
        <>
          {marks.isTrashed ? <InTrash onPutBack={marks.trash} /> : null}
          <SharedBy task={task} />
          <PromptBlock task={task} chosen={chosen} />
          <TaskStatus task={task} />
          {wasMasked(task) ? (
            <Suspense fallback={null}>
              <RegionSection task={task} chosen={chosen} />
            </Suspense>
          ) : null}
          <ActionGroups task={task} />
          <Family task={task} onOpen={onFamily} />
          {task.owner === null ? <NoteEditor key={task.id} task={task} fieldRef={noteRef} /> : null}
          <Facts task={task} />
          <History task={task} />
        </>
      ) : (
        <PanelSkeleton />
      )}
    </aside>
  )
}

function TopLine({ task, chosen, marks, onCompare, onClose }: PanelProps) {
  const t = useTranslations('task')
  const hasFrames = framesOf(task?.pictures ?? []).length > 0
  return (
    <div className="flex gap-1.5">
      {hasFrames ? (
        <IconButton
          label={t('favourite')}
          shortcut="S"
          aria-pressed={marks.isFavourite === true}
          aria-disabled={marks.isFavourite === null || undefined}
          icon={<Heart fill={marks.isFavourite ? 'currentColor' : 'none'} />}
          look={marks.isFavourite ? 'pressed' : 'plain'}
          {...marks.lack}
          onClick={marks.favour}
        />
      ) : null}
      {task ? <DownloadLink task={task} chosen={chosen} /> : null}
      {onCompare ? (
        <IconButton label={t('compare')} shortcut="C" icon={<Columns2 />} onClick={onCompare} />
      ) : null}
      {task ? <ShareButton task={task} /> : null}
      {task && !marks.isTrashed ? (
        <IconButton
          label={t('trash')}
          shortcut="X"
          icon={<Trash2 />}
          {...marks.lack}
          onClick={marks.trash}
        />
      ) : null}
      <span className="flex-1" />
      <IconButton
        label={t('close')}
        shortcut="Esc"
        tooltipSide="left"
        icon={<X />}
        onClick={onClose}
      />
    </div>
  )
}

function InTrash({ onPutBack }: { onPutBack: () => void }) {
  const t = useTranslations('task')
  return (
    <div
      role="status"
      className="flex items-center justify-between gap-3 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-3 text-sm text-muted"
    >
      {t('inTrash')}
      <Button look="bright" onClick={onPutBack}>
        {t('putBack')}
      </Button>
    </div>
  )
}

function PanelSkeleton() {
  return (
    <div className="flex animate-breathe flex-col gap-3" aria-hidden>
      <div className="h-4 w-full rounded-sm bg-surface" />
      <div className="h-4 w-2/3 rounded-sm bg-surface" />
      <div className="mt-3 h-[30px] w-full rounded-md bg-surface" />
      <div className="h-[30px] w-full rounded-md bg-surface" />
    </div>
  )
}
