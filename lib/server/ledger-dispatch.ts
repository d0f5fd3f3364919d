import 'server-only'
/**
 * Sends what waits, each attempt once: prepare, claim (committed), send, write down the outcome. A send belongs to
 * the server; nothing that a browser does reaches it.
 */
import {
  claimAttempt,
  dueAttempts,
  nextAttemptAt,
  nextDeadline,
  overdueAttempts,
} from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import { randomId } from '@/lib/db/ids'
import { readIntent } from '@/lib/db/intents'
import type { AttemptRow } from '@/lib/db/schema'
import { findTask, moveTask, readTask } from '@/lib/db/tasks'
import type { Gateway } from '@/lib/gateway/gateway'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import { applyOutcome, giveUp, refuseUnsent } from './ledger-outcomes'
import { createPace, type Pace } from './ledger-pace'
import { type Loop, startLoop } from './loop'
import { restoreRequest } from './request-pictures'
import { type StudioParts, write } from './studio-parts'
import type { Breaker } from './tracker-breaker'

export type Dispatcher = {
  wake(): void
  /** Takes nothing more and waits for the answers of what is on its way. */
  stop(): Promise<void>
}

const diskPauseMs = 5000

export function startDispatcher(
  parts: StudioParts,
  breakers: ReadonlyMap<string, Breaker>,
  onOutcome: (taskId: string) => void,
): Dispatcher {
  const lanes = [...parts.gateways.values()].map((gateway) => ({
    gateway,
    breaker: breakers.get(gateway.id)!,
    pace: createPace(parts.timings.throttleMs),
    inFlight: new Map<string, Promise<void>>(),
  }))
  const step = async (): Promise<number | null> => {
    await giveUpOverdue(parts)
    let next = await nextDeadline(parts.db)
    for (const lane of lanes) next = earliest(next, await drive(parts, lane, answered))
    return next
  }
  const loop: Loop = startLoop(parts.clock, step, (error) => parts.onFault('dispatcher', error))
  const answered = (taskId: string) => {
    onOutcome(taskId)
    loop.wake()
  }
  loop.wake()
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop()
      await Promise.all(lanes.flatMap((lane) => [...lane.inFlight.values()]))
    },
  }
}

type Lane = {
  gateway: Gateway
  breaker: Breaker
  pace: Pace
  /** By attempt; a claimed one is here before its row says so. */
  inFlight: Map<string, Promise<void>>
}

/** Starts every send that may start now; answers when to come back, or null. */
async function drive(
  parts: StudioParts,
  lane: Lane,
  answered: (taskId: string) => void,
): Promise<number | null> {
  const { gateway, breaker, pace, inFlight } = lane
  for (;;) {
    const now = parts.clock.now()
    const nextAt = await nextAttemptAt(parts.db, gateway.id)
    if (nextAt === null || inFlight.size >= parts.timings.sendsInFlight) return null
    const readyAt = Math.max(nextAt, pace.readyAt(now), breaker.readyAt(now))
    if (readyAt > now) return readyAt
    if ((await parts.freeBytes()) < parts.timings.freeBytesFloor) return now + diskPauseMs
    const attempt = (await dueAttempts(parts.db, gateway.id, now, inFlight.size + 1)).find(
      (due) => !inFlight.has(due.id),
    )
    if (attempt === undefined) return null
    parts.sending.add(attempt.id)
    const sending = await prepareAndClaim(parts, attempt).catch((error: unknown) => {
      // Whatever is left of a claim without a send is for the lease to end.
      parts.sending.delete(attempt.id)
      throw error
    })
    if (sending === undefined) {
      parts.sending.delete(attempt.id)
      continue
    }
    pace.sent(now)
    breaker.took(now)
    const send = sendOnce(parts, lane, sending)
      .catch((error: unknown) => parts.onFault('send', error))
      .then(() => {
        inFlight.delete(attempt.id)
        parts.sending.delete(attempt.id)
        answered(attempt.task_id)
      })
    inFlight.set(attempt.id, send)
  }
}

type Sending = { attempt: AttemptRow; submission: Submission; leaseToken: string }

/** Everything that could fail comes before the claim, so that a claim is followed by nothing but the send. */
async function prepareAndClaim(
  parts: StudioParts,
  attempt: AttemptRow,
): Promise<Sending | undefined> {
  const submission = await buildSubmission(parts, attempt)
  if (submission === undefined) return undefined
  const leaseToken = randomId()
  const now = parts.clock.now()
  const isClaimed = await write(parts, async (db) => {
    const lease = { token: leaseToken, until: now + parts.timings.leaseMs, now }
    if (!(await claimAttempt(db, attempt.id, lease))) return false
    await moveTask(db, await readTask(db, attempt.task_id), { name: 'sending' })
    const detail = `attempt ${attempt.n}, try ${attempt.tries + 1}`
    await insertEvent(db, attempt.task_id, { at: now, kind: 'sending', detail })
    return true
  })
  if (!isClaimed) return undefined
  return { attempt: { ...attempt, sent_at: now }, submission, leaseToken }
}

/** The gateway's view of the request, or undefined when it can no longer be sent and has been refused. */
async function buildSubmission(
  parts: StudioParts,
  attempt: AttemptRow,
): Promise<Submission | undefined> {
  const intent = await readIntent(parts.db, attempt.intent_id)
  try {
    const {
      answer: _,
      notifyHook: __,
      ...submission
    } = await restoreRequest(intent.request_json, parts.blobs)
    if (!('taskId' in submission)) return submission
    const parent = await findTask(parts.db, submission.taskId)
    const parentId = parent?.gateway_task_id ?? null
    if (parentId !== null) return { ...submission, taskId: parentId }
    await write(parts, (db) => refuseUnsent(parts, db, attempt, 'parent-expired', ''))
  } catch (error) {
    parts.onFault('request', error)
    const detail = 'a picture of this request is missing'
    await write(parts, (db) => refuseUnsent(parts, db, attempt, 'other', detail))
  }
  return undefined
}

async function sendOnce(parts: StudioParts, lane: Lane, sending: Sending): Promise<void> {
  const { gateway, breaker, pace } = lane
  const { attempt, submission, leaseToken } = sending
  const outcome = await gateway.submit(submission, attempt.state_token)
  const now = parts.clock.now()
  if (outcome.type === 'not-sent') breaker.bad(now)
  else if (outcome.type !== 'unknown') breaker.good()
  if (outcome.type === 'refused-for-now') {
    const asked = Math.max(0, outcome.retryAfterMs ?? 0)
    pace.limited(now, Math.min(asked, parts.timings.longestRetryAfterMs))
  }
  await writeDown(parts, attempt, leaseToken, outcome)
}

/** What the gateway said is known nowhere else: it is written again and again until the database takes it. */
async function writeDown(
  parts: StudioParts,
  attempt: AttemptRow,
  leaseToken: string,
  outcome: SubmitOutcome,
): Promise<void> {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 5000)) {
    try {
      await write(parts, (db) => applyOutcome(parts, db, attempt, leaseToken, outcome))
      return
    } catch (error) {
      parts.onFault('outcome', error)
      await new Promise<void>((resolve) => parts.clock.after(pauseMs, resolve))
    }
  }
}

async function giveUpOverdue(parts: StudioParts): Promise<void> {
  for (const attempt of await overdueAttempts(parts.db, parts.clock.now())) {
    await write(parts, (db) => giveUp(parts, db, attempt))
  }
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
