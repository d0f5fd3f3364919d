import 'server-only'
/** The gateway's view of a request: pictures and ids put back in, what the owner set for the gateway added. */
import { changeAttempt } from '@/lib/db/attempts'
import { readIntent } from '@/lib/db/intents'
import type { AttemptRow } from '@/lib/db/schema'
import { findTask, readTask } from '@/lib/db/tasks'
import { StudioError } from '@/lib/mj/errors'
import type { GatewayOptions } from '@/lib/mj/gateways'
import type { StudioSubmission, Submission } from '@/lib/mj/submission'
import type { Speed } from '@/lib/mj/task'
import { hookAddress } from './hook'
import { refuseUnsent } from './ledger-outcomes'
import { fitPicture } from './reference-fit'
import { restoreRequest } from './request-pictures'
import { type StudioParts, write } from './studio-parts'

/** How long to wait for a disk that would not read. */
const unreadPauseMs = 5000

/** Undefined when it cannot be sent (now): then it has been refused, or waits for a better moment. */
export async function prepareSubmission(
  parts: StudioParts,
  attempt: AttemptRow,
  settings: GatewayOptions,
): Promise<Submission | undefined> {
  const request = await restore(parts, attempt)
  if (request === undefined) return undefined
  // The answer is for the window, the document and the state for whoever asks us; the hook of another tool is not the
  // gateway's affair.
  const { answer: _, maskDocument: __, state: ___, notifyHook: ____, ...submission } = request
  const settled: Submission = {
    ...submission,
    ...(await wishesOf(parts, attempt, settings, submission)),
  }
  if (!('taskId' in settled)) return settled
  const parent = await findTask(parts.db, settled.taskId)
  const parentId = parent?.gateway_task_id ?? null
  if (parentId !== null) return { ...settled, taskId: parentId }
  await write(parts, (db) => refuseUnsent(parts, db, attempt, 'parent-expired', ''))
  return undefined
}

/** Only a picture that is gone for good is a reason to refuse; a disk that would not read may do so later. */
async function restore(
  parts: StudioParts,
  attempt: AttemptRow,
): Promise<StudioSubmission | undefined> {
  const intent = await readIntent(parts.db, attempt.intent_id)
  try {
    const mostBytes = parts.gateways.get(attempt.gateway_id)?.capabilities.pictureBytes
    return await restoreRequest(intent.request_json, parts.blobs, (bytes) =>
      fitPicture(bytes, mostBytes ?? bytes.length),
    )
  } catch (error) {
    parts.onFault('request', error)
    if (error instanceof StudioError && error.kind === 'gone') {
      await write(parts, (db) => refuseUnsent(parts, db, attempt, 'other', error.message))
    } else {
      // Its deadline ends this.
      const next_at = parts.clock.now() + unreadPauseMs
      await changeAttempt(parts.db, attempt.id, ['QUEUED'], { next_at })
    }
    return undefined
  }
}

/** What the owner set for the gateway, under what the submit itself says. */
async function wishesOf(
  parts: StudioParts,
  attempt: AttemptRow,
  settings: GatewayOptions,
  submission: Submission,
): Promise<Pick<Submission, 'speed' | 'accountFilter' | 'notifyHook'>> {
  const speed = submission.speed ?? (await windowSpeed(parts, attempt)) ?? settings.defaultSpeed
  const accountFilter = { ...settings.accountFilter, ...submission.accountFilter }
  const notifyHook = settings.notify ? hookOf(parts, attempt) : null
  return {
    ...(speed !== null && { speed }),
    ...(Object.keys(accountFilter).length > 0 && { accountFilter }),
    ...(notifyHook !== null && { notifyHook }),
  }
}

/** The answer to a window goes on with the task of the press, at its speed. */
async function windowSpeed(parts: StudioParts, attempt: AttemptRow): Promise<Speed | null> {
  if (attempt.verb !== 'modal') return null
  return (await readTask(parts.db, attempt.task_id)).speed as Speed | null
}

/** Where the gateway may say that this submit's task has changed; null where it cannot reach the studio. */
function hookOf({ hooks }: StudioParts, attempt: AttemptRow): string | null {
  return hooks.origin === null ? null : hookAddress(hooks.origin, attempt.id, hooks.secret)
}
