'use client'
/** What a person can do with a task that exists; submits are in submit.ts. Each answer goes into the cache. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Task } from '@/lib/mj/task'
import { type UnclearChoice, studioApi } from './studio-api'
import { cachedTask, receiveTasks } from './tasks'
import { wakeChanges } from './watch'

export function useCancel() {
  return useTaskMutation((taskId: string) => studioApi.cancel(taskId))
}

/** The answer to an open window. `clientKey` is made at the click, so that trying again never confirms twice. */
export type WindowAnswer = {
  taskId: string
  clientKey: string
  prompt: string
  maskBase64?: string
  /** The same mask as commands, kept with the task (lib/editor/saved.ts). */
  maskDocument?: string
}

export function useAnswerWindow() {
  return useTaskMutation(({ taskId, ...answer }: WindowAnswer) => studioApi.window(taskId, answer))
}

export function useSettleUnclear() {
  return useTaskMutation(({ taskId, ...choice }: UnclearChoice & { taskId: string }) =>
    studioApi.unclear(taskId, choice as UnclearChoice),
  )
}

/** Tries again to keep the pictures of a task whose bytes are missing. */
export function useArchive() {
  return useTaskMutation((taskId: string) => studioApi.archive(taskId))
}

/** Makes the studio's own picture of a region's result: the parent's very pixels outside the mask. */
export function usePasteBack() {
  return useTaskMutation(
    ({ taskId, ...options }: { taskId: string; quadrant: number | null; feather: number }) =>
      studioApi.pasteBack(taskId, options),
  )
}

/** Asks the gateway for the seed; the answer is on the task from then on. */
export function useSeed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (taskId: string) => ({ taskId, ...(await studioApi.seed(taskId)) }),
    onSuccess: ({ taskId, seed }) => {
      const task = cachedTask(client, taskId)
      if (task) receiveTasks(client, [{ ...task, seed }])
    },
  })
}

function useTaskMutation<Variables>(run: (variables: Variables) => Promise<{ task: Task }>) {
  const client: QueryClient = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: ({ task }) => {
      receiveTasks(client, [task])
      wakeChanges()
    },
  })
}
