'use client'

import GitBranch from 'lucide-react/icons/git-branch'
import { useFormatter, useTranslations } from 'use-intl'
import { isMark } from '@/components/actions/press'
import { TaskLink } from '@/components/shell/task-link'
import { clockFormat } from '@/components/ui/clock-format'
import type { Task } from '@/lib/mj/task'
import { useDuration } from './duration'

/** "14:02 · 38 s · fast", and how many were made from it; of another's, whose it is. */
export function TaskFacts({ task }: { task: Task }) {
  const t = useTranslations('feed')
  const sharing = useTranslations('actions.sharing')
  const format = useFormatter()
  const duration = useDuration()
  const at = format.dateTime(task.createdAt, clockFormat)
  const children = task.children.filter(({ customId }) => !isMark(customId)).length
  const isTimed = task.state.name === 'done' && task.finishedAt !== null
  const facts = [
    at,
    isTimed ? duration(task.finishedAt! - (task.startedAt ?? task.createdAt)) : null,
    task.speed ? t(`speed.${task.speed}`) : null,
    task.owner && sharing('by', { name: task.owner.name }),
  ]
  return (
    <p className="mt-2.5 flex items-center gap-3 text-xs text-faint">
      <span>{facts.filter((fact) => fact !== null).join(' · ')}</span>
      {children > 0 ? (
        <TaskLink
          taskId={task.id}
          className="ml-auto inline-flex items-center gap-3 hover:text-text [&_svg]:size-[15px]"
        >
          <GitBranch aria-hidden />
          {t('children', { count: children })}
        </TaskLink>
      ) : null}
    </p>
  )
}
