'use client'
/** Masks of the same family that fit on a picture: of its own results, and of those of its siblings. */
import { useQueryClient } from '@tanstack/react-query'
import { wasMasked } from '@/components/compare/was-masked'
import { cachedTask } from '@/lib/client/tasks'
import { useFamily } from '@/lib/client/use-task'
import type { Size } from '@/lib/editor/geometry'
import type { Task } from '@/lib/mj/task'

export type KeptMask = { task: Task; isOfSibling: boolean }

/** Newest first. */
export function useKeptMasks(of: Task, { width, height }: Size): readonly KeptMask[] {
  const client = useQueryClient()
  const family = useFamily(of.id) ?? []
  return family
    .flatMap((id) => cachedTask(client, id) ?? [])
    .filter((task) => {
      const [picture] = cachedTask(client, task.parent?.id ?? '')?.pictures ?? []
      if (!wasMasked(task) || task.state.name === 'window') return false
      return picture?.width === width && picture.height === height
    })
    .map((task) => ({ task, isOfSibling: task.parent?.id !== of.id }))
    .toReversed()
}
