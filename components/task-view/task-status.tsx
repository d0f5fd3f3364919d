'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DevelopingFacts } from '@/components/feed/developing'
import { Gone } from '@/components/feed/finished'
import { Standing } from '@/components/feed/standing'
import { type Task, isDeveloping } from '@/lib/mj/task'

/** Where a task stands, when there is more to say than its picture says: why, and what to do. */
export function TaskStatus({ task }: { task: Task }): ReactNode {
  const t = useTranslations('feed.state')
  const { state } = task
  if (isDeveloping(state)) {
    return (
      <div>
        <DevelopingFacts task={task} />
      </div>
    )
  }
  if (state.name !== 'done') return <Standing task={task} />
  switch (state.archive) {
    case 'kept':
      return null
    case 'gone':
      return <Gone task={task} />
    case 'keeping':
      return (
        <p role="status" className="animate-breathe text-sm text-faint">
          {t('keeping')}
        </p>
      )
  }
}
