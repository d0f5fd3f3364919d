'use client'
/** Imagining the prompts of a text result, and following what becomes of them. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { Press } from '@/components/actions/press'
import { speedOf, viewDraft } from '@/components/composer/draft-view'
import { outboxOf, useSubmit } from '@/lib/client/submit'
import { cachedTask, cachedTasks } from '@/lib/client/tasks'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { composerStore, hydrateComposer } from '@/lib/state/composer'
import { imaginedOf, isImagining, pressOfImagined } from './imagined'

/** `imagine` sends the prompts as they are; `imagineAll` leaves out those that have been imagined already. */
export function useImagine(origin: Task) {
  const client = useQueryClient()
  const { mutate } = useSubmit()
  const imagine = (prompts: readonly string[]) => {
    if (prompts.length > 0) mutate(prompts.map(submissionOf))
  }
  return {
    imagine,
    imagineAll: (prompts: readonly string[]) => {
      const tasks = cachedTasks(client)
      const isNew = (prompt: string) => imaginedOf(tasks, origin, prompt) === undefined
      imagine(prompts.some(isNew) ? prompts.filter(isNew) : prompts)
    },
  }
}

/** At the composer's present speed and to its present bot: what one would get by using it and pressing Enter. */
function submissionOf(prompt: string): StudioSubmission {
  hydrateComposer()
  const { draft, speed } = composerStore.getState()
  const view = viewDraft(draft)
  return {
    verb: 'imagine',
    prompt,
    speed: speedOf(view, speed),
    botType: view.choice?.family === 'niji' ? 'NIJI_JOURNEY' : 'MID_JOURNEY',
  }
}

/** What became of one prompt, drawn anew only when that changes. */
export function useImagined(
  origin: Task,
  prompt: string,
): { press: Press; progress: number | null } {
  const client = useQueryClient()
  const outbox = outboxOf(client)
  const subscribe = useCallback(
    (tell: () => void) => {
      const leaveCache = client.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.query.queryKey[0] === 'task') tell()
      })
      const leaveOutbox = outbox.subscribe(tell)
      return () => {
        leaveCache()
        leaveOutbox()
      }
    },
    [client, outbox],
  )
  // An id, because a snapshot must be the same as long as nothing has changed.
  const found = useSyncExternalStore(
    subscribe,
    () => findImagined(client, origin, prompt),
    () => '',
  )
  if (found === sending) return { press: { name: 'sending' }, progress: null }
  const [id = ''] = found.split(' ')
  const task = cachedTask(client, id)
  const progress = task?.state.name === 'running' ? task.state.progress : null
  return { press: pressOfImagined(task), progress }
}

const sending = 'sending'

function findImagined(client: QueryClient, origin: Task, prompt: string): string {
  const pending = outboxOf(client)
    .pending()
    .map(({ submission }) => submission)
  if (isImagining(pending, prompt)) return sending
  const task = imaginedOf(cachedTasks(client), origin, prompt)
  return task ? `${task.id} ${task.seq}` : ''
}
