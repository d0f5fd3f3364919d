'use client'

import { type ReactNode, memo, useState } from 'react'
import { GridActions } from '@/components/actions/grid-actions'
import { WindowCard } from '@/components/window-dialog/window-card'
import { useTask } from '@/lib/client/use-task'
import { unreachable } from '@/lib/mj/errors'
import type { Task } from '@/lib/mj/task'
import { CardFrame } from './card-frame'
import { Developing, DevelopingFacts } from './developing'
import { Finished } from './finished'
import { PromptBlock } from './prompt-block'
import { TaskFacts } from './task-facts'
import { TextResult } from './text-result-card'
import { Trouble } from './trouble'
import { Unclear } from './unclear'

/**
 * One task of the feed in any of its states. Off screen it is not laid out at all; its last height stands in for
 * it, so that the scroll bar stays true. The scroll margins keep what has the focus clear of the composer.
 */
export const TaskCard = memo(function TaskCard({ id }: { id: string }) {
  const task = useTask(id)
  const preview = useLastPreview(task)
  if (!task) return null
  return (
    <article
      data-task-id={id}
      aria-labelledby={`prompt-${id}`}
      className="mb-[26px] scroll-mt-48 scroll-mb-24 [contain-intrinsic-size:auto_220px] [content-visibility:auto] [&_:is(a,button)]:scroll-mt-48 [&_:is(a,button)]:scroll-mb-24"
    >
      <CardFrame
        show={<Show task={task} preview={preview} />}
        meta={
          <>
            <PromptBlock task={task} />
            <Meta task={task} />
          </>
        }
      />
    </article>
  )
})

/** The gateway's last preview stays until the archive has the picture itself. */
function useLastPreview(task: Task | undefined): string | null {
  const [last, setLast] = useState<string | null>(null)
  const preview = task?.state.name === 'running' ? task.state.preview : null
  if (preview !== null && preview !== last) setLast(preview)
  return preview ?? last
}

function Show({ task, preview }: { task: Task; preview: string | null }): ReactNode {
  const { state } = task
  switch (state.name) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'running':
      return <Developing task={task} preview={preview} />
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
      return task.text === '' ? (
        <Finished task={task} archive={state.archive} preview={preview} />
      ) : (
        <TextResult task={task} />
      )
    default:
      return unreachable(state)
  }
}

function Meta({ task }: { task: Task }): ReactNode {
  switch (task.state.name) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'running':
      return <DevelopingFacts task={task} />
    case 'done':
      return (
        <>
          <GridActions task={task} />
          <TaskFacts task={task} />
        </>
      )
    default:
      return <TaskFacts task={task} />
  }
}
