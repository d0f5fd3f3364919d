'use client'

import type { ReactNode } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { useDuration } from '@/components/ui/use-duration'
import type { Task, TaskState } from '@/lib/mj/task'

type Developing = Extract<TaskState, { name: 'queued' | 'sending' | 'waiting' | 'running' }>

/** How far it is and for how long it has been going; `children` is what can be done about it. */
export function RunningLine({ task, children }: { task: Task; children: ReactNode }) {
  const t = useTranslations('task.state')
  const now = useNow({ updateInterval: 1000 })
  const duration = useDuration()
  const state = task.state as Developing
  const elapsed = duration(now.getTime() - (task.startedAt ?? task.createdAt))
  const hasPercent = state.name === 'running' && state.progress !== null
  return (
    <div>
      <div className="flex items-center gap-3 text-sm text-faint">
        {hasPercent ? (
          <b className="font-mono font-medium text-accent-text">{state.progress}%</b>
        ) : null}
        <span className="flex-1">
          {state.name === 'running' ? t('runningElapsed', { elapsed }) : t(state.name)}
        </span>
        {children}
      </div>
      {state.name === 'queued' ? <QueuedBecause state={state} now={now.getTime()} /> : null}
      {state.name === 'running' && state.stalled ? (
        <p className="mt-2 text-sm text-warn">{t('stalled')}</p>
      ) : null}
    </div>
  )
}

function QueuedBecause({
  state: { because, notBefore },
  now,
}: {
  state: Extract<TaskState, { name: 'queued' }>
  now: number
}) {
  const t = useTranslations('errors')
  if (because === null) return null
  const known = because === 'queue-full' || because === 'rate-limited' || because === 'gateway-down'
  const seconds = notBefore === null ? 0 : Math.ceil((notBefore - now) / 1000)
  return (
    <p className="mt-2 text-sm text-warn">
      {t(`queuedBecause.${known ? because : 'other'}`)}
      {seconds > 0 ? ` · ${t('tryingIn', { seconds })}` : null}
    </p>
  )
}
