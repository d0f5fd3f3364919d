import 'server-only'
/**
 * Sends what waits, each attempt once: prepare, claim (committed), send, write down the outcome. A send belongs to
 * the server; nothing that a browser does reaches it.
 */
import {
  changeAttempt,
  claimAttempt,
  dueAttempts,
  nextAttemptAt,
  nextDeadline,
  overdueAttempts,
  strandedAttempts,
} from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import { randomId } from '@/lib/db/ids'
import type { AttemptRow, Db } from '@/lib/db/schema'
import { moveTask, readTask } from '@/lib/db/tasks'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { Connection } from './gateways'
import { applyOutcome, giveUp } from './ledger-outcomes'
import { createPace, type Pace } from './ledger-pace'
import { prepareSubmission } from './ledger-prepare'
import { withdrawWaiting } from './library-commands'
import { type Loop, startLoop } from './loop'
import { isRemoved } from './member-state'
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
  onOutcome: (taskId: string) => void,
): Dispatcher {
  const lanes = new Map<string, Lane>()
  const laneOf = (id: string): Lane => {
    const pace = createPace(parts.timings.throttleMs)
    const lane = lanes.get(id) ?? { pace, inFlight: new Map<string, Promise<void>>() }
    lanes.set(id, lane)
    return lane
  }
  const step = async (): Promise<number | null> => {
    await giveUpOverdue(parts)
    await giveUpStranded(parts)
    let next = await nextDeadline(parts.db)
    for (const id of parts.gateways.ids) {
      next = earliest(next, await drive(parts, id, laneOf(id), answered))
    }
    return next
  }
  const loop: Loop = startLoop(parts.clock, step, (error) => parts.onFault('dispatcher', error))
  const answered = (taskId: string) => {
    onOutcome(taskId)
    loop.wake()
  }
  parts.gateways.onChange(loop.wake)
  loop.wake()
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop()
      await Promise.all([...lanes.values()].flatMap((lane) => [...lane.inFlight.values()]))
    },
  }
}

/** The sends to one gateway. */
type Lane = {
  pace: Pace
  /** By attempt; a claimed one is here before its row says so. */
  inFlight: Map<string, Promise<void>>
}

/** Starts every send that may start now; answers when to come back, or null. */
async function drive(
  parts: StudioParts,
  gatewayId: string,
  lane: Lane,
  answered: (taskId: string) => void,
): Promise<number | null> {
  const { pace, inFlight } = lane
  for (;;) {
    const now = parts.clock.now()
    const connection = parts.gateways.connection(gatewayId)
    const breaker = parts.gateways.watch(gatewayId)?.breaker
    if (connection === undefined || breaker === undefined) return null
    const nextAt = await nextAttemptAt(parts.db, gatewayId)
    if (nextAt === null || inFlight.size >= parts.timings.sendsInFlight) return null
    const readyAt = Math.max(nextAt, pace.readyAt(now), breaker.readyAt(now))
    if (readyAt > now) return readyAt
    if ((await parts.freeBytes()) < parts.timings.freeBytesFloor) return now + diskPauseMs
    const attempt = (await dueAttempts(parts.db, gatewayId, now, inFlight.size + 1)).find(
      (due) => !inFlight.has(due.id),
    )
    if (attempt === undefined) return null
    parts.sending.add(attempt.id)
    const sending = await prepareAndClaim(parts, connection, attempt).catch((error: unknown) => {
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
    const send = sendOnce(parts, { ...sending, breaker, pace })
      .catch((error: unknown) => parts.onFault('send', error))
      .then(() => {
        inFlight.delete(attempt.id)
        parts.sending.delete(attempt.id)
        answered(attempt.task_id)
      })
    inFlight.set(attempt.id, send)
  }
}

/** The connection stays the same from here to the answer, whatever is changed in the settings meanwhile. */
type Sending = {
  connection: Connection
  attempt: AttemptRow
  submission: Submission
  leaseToken: string
}

/** Everything that could fail comes before the claim, so that a claim is followed by nothing but the send. */
async function prepareAndClaim(
  parts: StudioParts,
  connection: Connection,
  attempt: AttemptRow,
): Promise<Sending | undefined> {
  const submission = await prepareSubmission(parts, attempt, connection.options)
  if (submission === undefined) return undefined
  const leaseToken = randomId()
  const now = parts.clock.now()
  const isClaimed = await write(parts, async (db) => {
    if (await isOfNobody(parts, db, attempt)) return false
    const time = { now: parts.leases.now(), lastsMs: parts.leases.sendMs }
    const lease = { token: leaseToken, time, sentAt: now }
    if (!(await claimAttempt(db, attempt.id, lease))) return false
    const task = await readTask(db, attempt.task_id)
    await moveTask(db, task, { name: 'sending' }, { speed: submission.speed ?? task.speed })
    const detail = `attempt ${attempt.n}, try ${attempt.tries + 1}`
    await insertEvent(db, attempt.task_id, { at: now, kind: 'sending', detail })
    return true
  })
  if (!isClaimed) return undefined
  return { connection, attempt: { ...attempt, sent_at: now }, submission, leaseToken }
}

/**
 * A member was removed while this was between two tries, or before a prepared answer was due: withdrawn like what was
 * waiting then. In the transaction of the claim, so that nothing of theirs leaves afterwards.
 */
async function isOfNobody(parts: StudioParts, db: Db, attempt: AttemptRow): Promise<boolean> {
  const { owner_id: ownerId } = await readTask(db, attempt.task_id)
  if (!(await isRemoved(db, ownerId))) return false
  await withdrawWaiting(parts, db, attempt.task_id, 'member removed')
  // Whatever its task says: an attempt that stayed would be due again at once, for ever.
  await changeAttempt(db, attempt.id, ['QUEUED'], { status: 'NOT_SENT' })
  return true
}

async function sendOnce(
  parts: StudioParts,
  sending: Sending & { breaker: Breaker; pace: Pace },
): Promise<void> {
  const { connection, attempt, submission, leaseToken, breaker, pace } = sending
  if (hasSlept(parts, attempt)) {
    const detail = 'the studio was paused before it could be sent'
    return writeDown(parts, attempt, leaseToken, { type: 'not-sent', detail })
  }
  const outcome = await connection.gateway.submit(submission, attempt.state_token)
  const now = parts.clock.now()
  if (outcome.type === 'not-sent') breaker.bad(now)
  else if (outcome.type !== 'unknown') breaker.good()
  if (outcome.type === 'refused-for-now') {
    const asked = Math.max(0, outcome.retryAfterMs ?? 0)
    pace.limited(now, Math.min(asked, parts.timings.longestRetryAfterMs))
  }
  await writeDown(parts, attempt, leaseToken, outcome)
}

/** By now another process may take this send to be abandoned. No byte of it has left, so none will. */
function hasSlept({ leases, clock }: StudioParts, attempt: AttemptRow): boolean {
  return leases.isShared && clock.now() - (attempt.sent_at ?? 0) >= leases.sendMs
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

/** What waits for a gateway that has been removed. */
async function giveUpStranded(parts: StudioParts): Promise<void> {
  const detail = 'the gateway of this task is no longer connected'
  for (const attempt of await strandedAttempts(
    parts.db,
    parts.gateways.ids,
    parts.leases.isShared,
  )) {
    await write(parts, (db) => giveUp(parts, db, attempt, detail))
  }
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
