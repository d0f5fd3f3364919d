'use client'

import ChevronRight from 'lucide-react/icons/chevron-right'
import Download from 'lucide-react/icons/download'
import Network from 'lucide-react/icons/network'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { isMark } from '@/components/actions/press'
import { IconButton } from '@/components/ui/icon-button'
import { startExport } from '@/lib/client/exports'
import { cachedTask } from '@/lib/client/tasks'
import { useFamily } from '@/lib/client/use-task'
import type { Task } from '@/lib/mj/task'
import { TaskThumb } from './task-thumb'

const mostChildren = 3

/** Where a task comes from and what came of it, as a walk: ancestors, the task, its children. */
export function Family({ task, onOpen }: { task: Task; onOpen: () => void }) {
  const t = useTranslations('task')
  const client = useQueryClient()
  const family = useFamily(task.id) ?? []
  const ancestors = ancestorsOf(task, (id) => cachedTask(client, id))
  const children = family.filter((id) => {
    const parent = cachedTask(client, id)?.parent
    return parent?.id === task.id && !isMark(parent.customId)
  })
  if (ancestors.length === 0 && children.length === 0) return null
  const hidden = children.length - mostChildren

  return (
    <section aria-label={t('family')}>
      <div className="mb-[7px] flex items-center justify-between">
        <h3 className="text-xs font-medium text-faint">{t('family')}</h3>
        <ExportFamily taskId={task.id} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5 text-faint">
        {ancestors.map((id) => (
          <Step key={id} taskId={id} />
        ))}
        <TaskThumb taskId={task.id} isHere />
        {children.length > 0 ? <Arrow /> : null}
        {children.slice(-mostChildren).map((id) => (
          <TaskThumb key={id} taskId={id} />
        ))}
        {hidden > 0 ? <span>{t('moreFamily', { count: hidden })}</span> : null}
        <span className="flex-1" />
        <IconButton
          label={t('wholeFamily')}
          shortcut="L"
          tooltipSide="left"
          icon={<Network />}
          onClick={onOpen}
        />
      </div>
    </section>
  )
}

function ExportFamily({ taskId }: { taskId: string }) {
  const t = useTranslations('task')
  const { mutate, isPending } = useMutation({ mutationFn: startExport })
  return (
    <IconButton
      label={t('exportFamily')}
      icon={<Download />}
      look="ghost"
      tooltipSide="left"
      aria-busy={isPending || undefined}
      onClick={() => mutate({ families: [taskId] })}
    />
  )
}

function Step({ taskId }: { taskId: string }) {
  return (
    <>
      <TaskThumb taskId={taskId} />
      <Arrow />
    </>
  )
}

function Arrow() {
  return <ChevronRight aria-hidden className="size-[15px]" />
}

/** Oldest first, as far as the page knows them; a family cannot bite its own tail. */
function ancestorsOf(task: Task, find: (id: string) => Task | undefined): readonly string[] {
  const ids: string[] = []
  let parentId = task.parent?.id
  while (parentId !== undefined && !ids.includes(parentId)) {
    ids.unshift(parentId)
    parentId = find(parentId)?.parent?.id
  }
  return ids
}
