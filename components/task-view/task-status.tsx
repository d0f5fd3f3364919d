'use client'

import { ImageOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '@/components/feed/card-frame'
import { DevelopingFacts } from '@/components/feed/developing'
import { Trouble } from '@/components/feed/trouble'
import { Unclear } from '@/components/feed/unclear'
import { Button } from '@/components/ui/button'
import { WindowCard } from '@/components/window-dialog/window-card'
import { useArchive } from '@/lib/client/actions'
import { unreachable } from '@/lib/mj/errors'
import type { Task } from '@/lib/mj/task'

/** Where a task stands, when there is more to say than its picture says: why, and what to do. */
export function TaskStatus({ task }: { task: Task }): ReactNode {
  const t = useTranslations('task')
  const { state } = task
  switch (state.name) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'running':
      return (
        <div>
          <DevelopingFacts task={task} />
        </div>
      )
    case 'window':
      return <WindowCard task={task} />
    case 'unclear':
      return <Unclear task={task} state={state} />
    case 'refused':
    case 'not-sent':
    case 'failed':
    case 'cancelled':
    case 'lost':
      return <Trouble task={task} state={state} />
    case 'done':
      if (state.archive === 'kept') return null
      if (state.archive === 'gone') return <Gone taskId={task.id} detail={state.detail} />
      return (
        <p role="status" className="animate-breathe text-sm text-faint">
          {t('keeping')}
        </p>
      )
    default:
      return unreachable(state)
  }
}

function Gone({ taskId, detail }: { taskId: string; detail: string }) {
  const t = useTranslations('task')
  const errors = useTranslations('errors')
  const { mutate, isPending } = useArchive()
  return (
    <Notice
      icon={<ImageOff />}
      tone="warn"
      title={t('gone')}
      help={t('goneHelp')}
      detail={detail === '' ? null : errors('gatewaySaid', { detail })}
    >
      <Button look="bright" busy={isPending} disabled={isPending} onClick={() => mutate(taskId)}>
        {t('tryAgain')}
      </Button>
    </Notice>
  )
}
