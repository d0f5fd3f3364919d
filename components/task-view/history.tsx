'use client'

import { Copy } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/use-copy'
import type { HistoryEvent } from '@/lib/client/studio-api'
import { historyQuery } from '@/lib/client/tasks'
import type { Task } from '@/lib/mj/task'

/** What happened to a task, event by event; fetched when it is looked at, made to be pasted into a bug report. */
export function History({ task }: { task: Task }) {
  const t = useTranslations('task.history')
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="border-t border-line pt-3"
    >
      <summary className="text-xs font-medium text-faint hover:text-text">{t('title')}</summary>
      {isOpen ? <Events task={task} /> : null}
    </details>
  )
}

function Events({ task }: { task: Task }) {
  const t = useTranslations('task.history')
  const copy = useCopy()
  const format = useFormatter()
  const { data: events, error } = useQuery(historyQuery(task.id, task.seq))
  if (error) return <p className="mt-2 text-sm text-muted">{t('failed')}</p>
  if (!events) return <p className="mt-2 text-sm text-faint">{t('loading')}</p>
  if (events.length === 0) return <p className="mt-2 text-sm text-faint">{t('empty')}</p>
  return (
    <>
      <ol className="mt-2 flex flex-col gap-1 font-mono text-xs text-faint">
        {events.map((event, place) => (
          <li key={place} className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-2.5">
            <time dateTime={new Date(event.at).toISOString()}>
              {format.dateTime(event.at, { timeStyle: 'medium' })}
            </time>
            <span className="text-muted">
              {event.kind} <span className="text-faint">{event.detail}</span>
            </span>
          </li>
        ))}
      </ol>
      <Button className="mt-3" icon={<Copy />} onClick={() => copy(report(task, events))}>
        {t('copy')}
      </Button>
    </>
  )
}

/** Plain text in English whatever the page speaks: it is read by those who mend things. No prompt, no key. */
function report(task: Task, events: readonly HistoryEvent[]): string {
  const lines = events.map(({ at, kind, detail }) =>
    `${new Date(at).toISOString()} ${kind} ${detail}`.trimEnd(),
  )
  return [
    `task ${task.id} (${task.verb}${task.action ? `, ${task.action}` : ''})`,
    `gateway ${task.gateway.name}, its task ${task.gatewayTaskId ?? 'none'}`,
    `state ${JSON.stringify(task.state)}`,
    `browser ${navigator.userAgent}`,
    ...lines,
  ].join('\n')
}
