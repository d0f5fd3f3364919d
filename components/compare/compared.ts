'use client'
/** The pictures of a comparison: frames by name, with the tasks that made them. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { framesByIdQuery } from '@/lib/client/frames'
import { taskQuery } from '@/lib/client/tasks'
import { frameOf } from '@/components/quadrants/frame-id'
import type { Frame } from '@/components/quadrants/frames'
import type { LibraryFrame } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'

export type Compared = {
  details: LibraryFrame
  frame: Frame
  /** Undefined while it is being fetched. */
  task: Task | undefined
}

export function useComparedPictures(ids: readonly string[]) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(framesByIdQuery(ids))
  const frames = (data ?? []).filter(({ id }) => ids.includes(id))
  const taskIds = [...new Set(frames.map(({ taskId }) => taskId))]
  const tasks = useQueries({ queries: taskIds.map((id) => taskQuery(client, id)) })
  const taskById = new Map(taskIds.map((id, n) => [id, tasks[n]?.data]))
  const pictures = frames.map((details) => ({
    details,
    frame: frameOf(details),
    task: taskById.get(details.taskId),
  }))
  return {
    /** Undefined while they are being fetched. */
    pictures: data && pictures,
    /** How many of those asked for are no longer there. */
    missing: data ? ids.length - frames.length : 0,
    error,
    retry: () => void refetch(),
  }
}
