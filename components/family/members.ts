'use client'
/** A family as it is drawn: who belongs to it, what made each of them, and what is not loaded yet. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { isMark } from '@/components/actions/press'
import { cachedTask, familyQuery } from '@/lib/client/tasks'
import { type Kin, layTree, type Tree } from '@/lib/gallery/tree'
import { parseButton } from '@/lib/mj/buttons'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'

export type FamilyMembers = {
  tree: Tree
  taskOf: (id: string) => Task | undefined
  /** How many children of a task are not among them yet. */
  missingOf: (id: string) => number
}

/** Bookmarks have no place in a family: they make no picture. */
export function useMembers(taskId: string) {
  const client = useQueryClient()
  const { data: ids, error, refetch } = useQuery(familyQuery(client, taskId))
  // Each task has an entry of its own in the cache; whichever changes, the family is drawn anew.
  const version = useSyncExternalStore(
    (onChange) => client.getQueryCache().subscribe(onChange),
    () => versionOf(ids?.map((id) => cachedTask(client, id)) ?? []),
    () => '',
  )
  const members = useMemo((): FamilyMembers | undefined => {
    if (!ids || version === '') return undefined
    const tasks = ids.flatMap((id) => cachedTask(client, id) ?? [])
    const members = tasks.filter(({ parent }) => !isMark(parent?.customId))
    const byId = new Map(members.map((task) => [task.id, task]))
    const kin: readonly Kin[] = members.map(({ id, parent }) => ({
      id,
      parentId: parent?.id ?? null,
    }))
    return {
      tree: layTree(kin),
      taskOf: (id) => byId.get(id),
      missingOf: (id) =>
        (byId.get(id)?.children ?? []).filter(
          (child) => !isMark(child.customId) && !byId.has(child.id),
        ).length,
    }
  }, [client, ids, version])
  /** `members` is undefined while they are being fetched. */
  return { members, error, retry: () => void refetch() }
}

function versionOf(tasks: readonly (Task | undefined)[]): string {
  return tasks.map((task) => task?.seq ?? '').join(' ')
}

/** The button that made a task, as its parent offered it; null for one that began a family. */
export function madeBy(task: Task, parent: Task | undefined): PlacedButton | null {
  if (task.parent === null) return null
  const { customId } = task.parent
  const button = parent?.buttons.find((one) => one.customId === customId) ?? {
    customId,
    label: '',
    emoji: '',
    style: 2,
  }
  return { key: customId, button, meaning: parseButton(button) }
}

/** Upscales and the like carry no prompt of their own. */
export function promptOf(task: Pick<Task, 'prompt' | 'finalPrompt'>): string {
  return task.prompt || task.finalPrompt
}
