'use client'
/** What the editor was opened with, as its address said at first. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { taskQuery } from '@/lib/client/tasks'
import type { Task } from '@/lib/mj/task'
import type { RegionWish } from '@/lib/state/open-task'

export function useRegionWish(): RegionWish {
  const query = useSearchParams()
  const [wish] = useState(() => {
    const [q, mask, window] = [query.get('q'), query.get('mask'), query.get('window')]
    return { ...(q && { q }), ...(mask && { mask }), ...(window && { window }) }
  })
  return wish
}

/** A task whose gateway holds a window open that this editor is to answer. */
export type WindowTask = Task & { state: Extract<Task['state'], { name: 'window' }> }

/** Undefined while it is being fetched; null where there is none, or none any more. */
export function useWindowTask(id: string | undefined): WindowTask | null | undefined {
  const query = useQuery({ ...taskQuery(useQueryClient(), id ?? ''), enabled: id !== undefined })
  if (id === undefined || query.isError) return null
  if (query.data === undefined) return undefined
  return isWindow(query.data) ? query.data : null
}

function isWindow(task: Task): task is WindowTask {
  return task.state.name === 'window'
}
