/** A submit on its way, told as the task it is about to be, so that its card already looks like it. */
import type { QueryClient } from '@tanstack/react-query'
import type { Pending } from '@/lib/client/outbox'
import { cachedTask } from '@/lib/client/tasks'
import type { Task } from '@/lib/mj/task'

export function taskOfPending(client: QueryClient, { clientKey, submission, at }: Pending): Task {
  const parent =
    submission.verb === 'action' ? { id: submission.taskId, customId: submission.customId } : null
  const origin = parent ? cachedTask(client, parent.id) : undefined
  const own = 'prompt' in submission ? (submission.prompt ?? '') : ''
  return {
    id: clientKey,
    seq: 0,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    verb: submission.verb,
    state: { name: 'sending' },
    action: '',
    prompt: submission.answer?.prompt ?? (own || (origin?.prompt ?? '')),
    promptEn: '',
    finalPrompt: '',
    speed: submission.speed ?? null,
    botType: submission.botType ?? 'MID_JOURNEY',
    parent,
    children: [],
    buttons: [],
    pictures: [],
    text: '',
    seed: null,
    gateway: { id: '', name: '', isDemo: false },
    gatewayTaskId: null,
    videos: [],
    references: [],
    dimensions: null,
  }
}
