/** A submit on its way, told as the task it is about to be, so that its card already looks like it. */
import type { QueryClient } from '@tanstack/react-query'
import type { Pending } from '@/lib/client/outbox'
import { cachedTask } from '@/lib/client/tasks'
import { readReferenceToken } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
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
    pasted: [],
    references: referencesOf(submission),
    dimensions: 'dimensions' in submission ? (submission.dimensions ?? null) : null,
    clientState: '',
    clientKeys: [clientKey],
    note: '',
    trashedAt: null,
    sharedAt: null,
    owner: null,
  }
}

/** Pictures that the studio has already; those that travel as data have no address yet. */
function referencesOf(submission: StudioSubmission): readonly string[] {
  switch (submission.verb) {
    case 'imagine':
    case 'blend':
      return (submission.base64Array ?? []).flatMap((token) => readReferenceToken(token) ?? [])
    case 'describe':
      return [submission.base64].flatMap((token) => readReferenceToken(token) ?? [])
    case 'swap':
      return [submission.sourceBase64, submission.targetBase64].flatMap(
        (token) => readReferenceToken(token) ?? [],
      )
    default:
      return []
  }
}
