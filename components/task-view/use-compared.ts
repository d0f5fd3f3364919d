'use client'
/** What a task's pictures are compared with: each other, else what else came of the same picture, else that itself. */
import { useQueryClient } from '@tanstack/react-query'
import { frameIdOf } from '@/components/quadrants/frame-id'
import { framesOf } from '@/components/quadrants/frames'
import { cachedTask } from '@/lib/client/tasks'
import { useFamily } from '@/lib/client/use-task'
import { mostCompared } from '@/lib/gallery/compare-grid'
import type { Task } from '@/lib/mj/task'

/** Ids of at most nine frames; fewer than two where there is nothing to compare. */
export function useCompared(task: Task | undefined): readonly string[] {
  const client = useQueryClient()
  const family = useFamily(task?.id ?? '') ?? []
  const frames = framesOf(task?.pictures ?? [])
  if (!task || frames.length === 0) return []
  if (frames.length > 1) return frames.slice(0, mostCompared).map(frameIdOf)
  const own = frames.map(frameIdOf)
  const parent = cachedTask(client, task.parent?.id ?? '')
  const ofParent = framesOf(parent?.pictures ?? []).map(frameIdOf)
  const ofBrothers = family
    .map((id) => cachedTask(client, id))
    .filter((one) => one?.id !== task.id && one?.parent?.id === parent?.id && parent !== undefined)
    .flatMap((brother) => framesOf(brother?.pictures ?? []).map(frameIdOf))
  // The parent last: of a grid it brings four at once.
  return [...own, ...ofBrothers, ...ofParent].slice(0, mostCompared)
}
