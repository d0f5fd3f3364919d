'use client'
/** Submitting, as components do it: `useSubmit` to send, `usePending` to show what is on its way. */
import { notifyManager, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { toastError } from '@/lib/state/toasts'
import { renewBudget, spend } from './me'
import { type SubmitItem, studioApi } from './studio-api'
import { type Outbox, type Pending, createOutbox } from './outbox'
import { receiveTasks } from './tasks'

/**
 * `mutate(submissions)` sends everything of one click together; the tasks appear in the feed when the answer comes,
 * and as `usePending()` until then. Never blocks a second click: each call is its own.
 */
export function useSubmit() {
  const client = useQueryClient()
  return useMutation<readonly Task[], Error, readonly StudioSubmission[]>({
    mutationKey: ['submit'],
    mutationFn: (submissions) => outboxOf(client).submit(submissions),
  })
}

/**
 * What has been submitted and not yet confirmed, oldest first. Told through the query cache's own scheduler: a submit
 * that leaves and the task that comes in its place are drawn together.
 */
export function usePending(): readonly Pending[] {
  const outbox = outboxOf(useQueryClient())
  const subscribe = useCallback(
    (tell: () => void) => outbox.subscribe(notifyManager.batchCalls(tell)),
    [outbox],
  )
  return useSyncExternalStore(subscribe, outbox.pending, nothing)
}

/** The outbox of the page, beside its query cache; made at the first use. */
export function outboxOf(client: QueryClient): Outbox {
  const known = outboxes.get(client)
  if (known) return known
  const outbox = createOutbox({
    post: (items) => post(client, items),
    receive: (tasks) => receiveTasks(client, tasks),
    refused: (error) => toastError(error),
    storage: typeof window === 'undefined' ? noStorage : window.sessionStorage,
  })
  outboxes.set(client, outbox)
  return outbox
}

/** Whatever the studio answers, it knows better than the page what is left of the day. */
async function post(client: QueryClient, items: readonly SubmitItem[]): Promise<readonly Task[]> {
  try {
    const { tasks } = await studioApi.submit(items)
    spend(client, tasks.length)
    return tasks
  } finally {
    renewBudget(client)
  }
}

const outboxes = new WeakMap<object, Outbox>()
const none: readonly Pending[] = []
const nothing = () => none
const noStorage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
