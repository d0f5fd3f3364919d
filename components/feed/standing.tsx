'use client'

import type { ReactNode } from 'react'
import { unreachable } from '@/lib/mj/errors'
import type { Task } from '@/lib/mj/task'
import { Trouble, Unclear, WindowCard } from './rare'

/** Where a task stands and what to do about it, in words; null while it is under way and when it is done. */
export function Standing({ task }: { task: Task }): ReactNode {
  const { state } = task
  switch (state.name) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'running':
    case 'done':
      return null
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
    default:
      return unreachable(state)
  }
}
