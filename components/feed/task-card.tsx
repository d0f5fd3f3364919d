'use client'

import { type ReactNode, memo, useEffect, useState } from 'react'
import { GridActions } from '@/components/actions/grid-actions'
import { useTask } from '@/lib/client/use-task'
import { type Task, isDeveloping } from '@/lib/mj/task'
import { CardFrame } from './card-frame'
import { Developing, DevelopingFacts } from './developing'
import { Finished } from './finished'
import { PromptBlock } from './prompt-block'
import { TextResult } from './rare'
import { isSilent } from './silent'
import { Standing } from './standing'
import { TaskFacts } from './task-facts'

/**
 * One task of the feed in any of its states. Off screen it is not laid out at all; its last height stands in for
 * it, so that the scroll bar stays true. The scroll margins keep what has the focus clear of the composer.
 */
export const TaskCard = memo(function TaskCard({ id }: { id: string }) {
  const task = useTask(id)
  const preview = useLastPreview(task)
  if (!task || isSilent(task)) return null
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

/**
 * The gateway's last preview stays until the archive has the picture itself, and each one until the bytes of the next
 * are here: nothing goes dark in between.
 */
function useLastPreview(task: Task | undefined): string | null {
  const [shown, setShown] = useState<string | null>(null)
  const preview = task?.state.name === 'running' ? task.state.preview : null
  useEffect(() => {
    if (preview === null) return undefined
    const image = new Image()
    image.onload = () => setShown(preview)
    image.src = preview
    return () => {
      image.onload = null
    }
  }, [preview])
  return shown
}

function Show({ task, preview }: { task: Task; preview: string | null }): ReactNode {
  const { state } = task
  if (isDeveloping(state)) return <Developing task={task} preview={preview} />
  if (state.name !== 'done') return <Standing task={task} />
  if (task.text !== '') return <TextResult task={task} />
  return <Finished task={task} archive={state.archive} preview={preview} />
}

function Meta({ task }: { task: Task }): ReactNode {
  if (isDeveloping(task.state)) return <DevelopingFacts task={task} />
  return (
    <>
      {task.state.name === 'done' ? <GridActions task={task} /> : null}
      <TaskFacts task={task} />
    </>
  )
}
