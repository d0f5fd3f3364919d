'use client'

import type { ComponentProps } from 'react'
import { openTask, taskHref } from '@/lib/state/open-task'

/** A link to a task: a plain click opens it over the page, any other is the browser's own. */
export function TaskLink({
  taskId,
  quadrant = null,
  onClick,
  ...rest
}: Omit<ComponentProps<'a'>, 'href'> & { taskId: string; quadrant?: number | null }) {
  return (
    <a
      href={taskHref(taskId, quadrant)}
      onClick={(event) => {
        onClick?.(event)
        const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
        if (event.defaultPrevented || event.button !== 0 || hasModifier) return
        event.preventDefault()
        openTask(taskId, quadrant)
      }}
      {...rest}
    />
  )
}
