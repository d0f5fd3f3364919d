'use client'

import { X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { ActionGroups } from '@/components/actions/action-groups'
import { wasMasked } from '@/components/compare/was-masked'
import { IconButton } from '@/components/ui/icon-button'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { DownloadLink } from './download-link'
import { Facts } from './facts'
import { Family } from './family'
import { History } from './history'
import { PromptBlock } from './prompt-block'
import { TaskStatus } from './task-status'

const RegionSection = lazy(() => import('@/components/compare/region-section'))

/** What can be done with a task and what is known of it. */
export function Panel({
  task,
  chosen,
  onClose,
}: {
  task: Task | undefined
  chosen: QuadrantIndex | null
  onClose: () => void
}) {
  const t = useTranslations('task')
  return (
    <aside className="flex flex-col gap-4 border-line px-[18px] py-3.5 max-md:pb-8 md:overflow-y-auto md:border-l">
      <div className="flex gap-1.5">
        {task ? <DownloadLink task={task} chosen={chosen} /> : null}
        <span className="flex-1" />
        <IconButton
          label={t('close')}
          shortcut="Esc"
          tooltipSide="left"
          icon={<X />}
          onClick={onClose}
        />
      </div>
      {task ? (
        <>
          <PromptBlock task={task} chosen={chosen} />
          <TaskStatus task={task} />
          {wasMasked(task) ? (
            <Suspense fallback={null}>
              <RegionSection task={task} chosen={chosen} />
            </Suspense>
          ) : null}
          <ActionGroups task={task} />
          <Family task={task} />
          <Facts task={task} />
          <History task={task} />
        </>
      ) : (
        <PanelSkeleton />
      )}
    </aside>
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
