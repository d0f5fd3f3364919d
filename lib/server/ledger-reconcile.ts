import 'server-only'
/**
 * Looks for unclear submits by the one thing a gateway returns unchanged: our `state` token. A sighting settles at
 * once. Absence settles only after the grace, and only while the list still holds tasks that we know to be older
 * than the submit: a gateway that forgot its tasks, or shows only the newest, proves nothing. Where a gateway
 * cannot list, a person decides, and nothing else does.
 */
import type { RawBuilder } from 'kysely'
import {
  abandonedAttempts,
  acceptedBefore,
  attemptsToReconcile,
  changeAttempt,
  insertAttempt,
  nextReconcileAt,
} from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import type { AttemptRow, Db } from '@/lib/db/schema'
import { moveTask, readTask } from '@/lib/db/tasks'
import type { TaskReport } from '@/lib/mj/task'
import { noteAttempt } from './audit'
import { newAttempt } from './ledger-attempts'
import { abandon, heal } from './ledger-outcomes'
import { keeperOf, startGatewayLoops } from './gateway-loops'
import type { Watch } from './gateway-registry'
import { startLoop } from './loop'
import { type StudioParts, write } from './studio-parts'

export type Reconciler = {
  wake(): void
  /** Looks for this attempt once more, now, and says whether the gateway could be asked. */
  check(attempt: AttemptRow): Promise<boolean>
  stop(): Promise<void>
}

/** Never rarer than a lease lasts: what it held would stand still for no reason. */
const leaseCheckMs = 30_000

export function startReconciler(parts: StudioParts, onSettled: () => void): Reconciler {
  const endLeases = async () => {
    await abandonEndedLeases(parts, parts.leases.now())
    looks.wake()
    return parts.clock.now() + Math.min(leaseCheckMs, parts.timings.leaseMs)
  }
  const leases = startLoop(parts.clock, endLeases, (error) => parts.onFault('leases', error))
  const looks = startGatewayLoops(parts, 'reconciler', (watch) => visit(parts, watch, onSettled))
  leases.wake()
  return {
    wake: leases.wake,
    async check(attempt) {
      const watch = parts.gateways.watch(attempt.gateway_id)
      if (!watch?.gateway.capabilities.listByState) return false
      if (!watch.budget.take(parts.clock.now())) return false
      return look(parts, watch, [attempt], onSettled)
    },
    async stop() {
      await Promise.all([leases.stop(), looks.stop()])
    },
  }
}

/**
 * I4: a send whose lease has ended becomes unclear, never waiting. Not one that this very process has in its hands: a
 * process that was stopped for a while wakes with the bytes still to go, and says itself what became of them.
 */
export async function abandonEndedLeases(
  parts: StudioParts,
  endedBefore: RawBuilder<number>,
): Promise<void> {
  for (const attempt of await abandonedAttempts(parts.db, endedBefore)) {
    if (parts.sending.has(attempt.id)) continue
    await write(parts, (db) => abandon(parts, db, attempt))
  }
}

async function visit(
  parts: StudioParts,
  watch: Watch,
  onSettled: () => void,
): Promise<number | null> {
  if (!watch.gateway.capabilities.listByState) return null
  const now = parts.clock.now()
  const at = await nextReconcileAt(parts.db, watch.gateway.id)
  if (at === null) return null
  const readyAt = Math.max(at, watch.budget.readyAt(now), watch.breaker.readyAt(now))
  if (readyAt > now) return readyAt
  const taken = await parts.leases.take(keeperOf(watch.gateway.id))
  if (!taken.isOurs) return now + taken.waitMs
  watch.budget.take(now)
  watch.breaker.took(now)
  const attempts = await attemptsToReconcile(parts.db, watch.gateway.id, now)
  await look(parts, watch, attempts, onSettled)
  return nextReconcileAt(parts.db, watch.gateway.id)
}

async function look(
  parts: StudioParts,
  watch: Watch,
  attempts: readonly AttemptRow[],
  onSettled: () => void,
): Promise<boolean> {
  const askedAt = parts.clock.now()
  const outcome = await watch.gateway.listRecent()
  if (outcome.type !== 'listed') {
    watch.breaker.bad(parts.clock.now())
    for (const attempt of attempts) await lookAgainLater(parts, attempt)
    return false
  }
  watch.breaker.good()
  for (const attempt of attempts) await conclude(parts, attempt, outcome.reports, askedAt)
  onSettled()
  return true
}

async function conclude(
  parts: StudioParts,
  attempt: AttemptRow,
  reports: readonly TaskReport[],
  askedAt: number,
): Promise<void> {
  const found = reports.find((report) => carries(report.state, attempt.state_token))
  if (found !== undefined) {
    await write(parts, (db) => heal(parts, db, attempt, found.id))
    // Changes nothing where it was healed; one that could not be must not be due at once again.
    return lookAgainLater(parts, attempt)
  }
  const isMature = askedAt - (attempt.unclear_since ?? askedAt) >= parts.timings.unclearGraceMs
  if (
    isMature &&
    attempt.status === 'UNKNOWN' &&
    (await leavesTrace(parts, attempt)) &&
    (await isListComplete(parts, attempt, reports))
  ) {
    return write(parts, (db) => proveAbsent(parts, db, attempt))
  }
  await lookAgainLater(parts, attempt)
}

/** One submit can become several tasks, numbered behind its token (gateways.md 2.2, PicReader::all). */
export function carries(state: string, token: string): boolean {
  return state === token || state.startsWith(`${token}::`)
}

/**
 * Whether a submit that was taken must show in the list under its own token. The answer to a window goes on as the
 * task of the press and under its token; uploads and bookmarks make no task at all: their absence proves nothing.
 */
async function leavesTrace(parts: StudioParts, attempt: AttemptRow): Promise<boolean> {
  if (attempt.verb === 'modal' || attempt.verb === 'upload') return false
  if (attempt.verb !== 'action') return true
  const { kind } = await readTask(parts.db, attempt.task_id)
  return kind !== 'bookmark' && kind !== 'unknown'
}

/** True when the list reaches back beyond the send: it still holds a task that was accepted before it. */
async function isListComplete(
  parts: StudioParts,
  attempt: AttemptRow,
  reports: readonly TaskReport[],
): Promise<boolean> {
  const listed = new Set(reports.map((report) => report.id))
  const older = await acceptedBefore(parts.db, attempt.gateway_id, attempt.sent_at ?? 0)
  return older.some((id) => listed.has(id))
}

/** Nothing was taken and nothing charged: it may go again, as a new attempt with a token of its own. */
async function proveAbsent(parts: StudioParts, db: Db, attempt: AttemptRow): Promise<void> {
  const change = { status: 'NOT_SENT', reconcile_at: null } as const
  if (!(await changeAttempt(db, attempt.id, ['UNKNOWN'], change))) return
  const task = await readTask(db, attempt.task_id)
  const at = parts.clock.now()
  await insertEvent(db, task.id, { at, kind: 'proved-absent', detail: `attempt ${attempt.n}` })
  await noteAttempt(db, at, 'withdrawn', { attempt, task, detail: 'never received' })
  if (attempt.deadline_at <= at) {
    const detail = 'the gateway never received it'
    await moveTask(db, task, { name: 'not-sent', detail }, { finished_at: at })
    return
  }
  await insertAttempt(db, { ...againOf(parts, attempt), deadline_at: attempt.deadline_at })
  await moveTask(db, task, { name: 'queued', notBefore: null, because: null })
}

/** The next attempt of the same intent. */
export function againOf(parts: StudioParts, attempt: AttemptRow): AttemptRow {
  return newAttempt(parts, {
    intentId: attempt.intent_id,
    taskId: attempt.task_id,
    gatewayId: attempt.gateway_id,
    verb: attempt.verb,
    n: attempt.n + 1,
  })
}

async function lookAgainLater(parts: StudioParts, attempt: AttemptRow): Promise<void> {
  const at = nextLook(parts, attempt)
  await changeAttempt(parts.db, attempt.id, ['UNKNOWN', 'DISMISSED'], {
    reconcile_at: at,
    reconciles: attempt.reconciles + 1,
  })
}

/** Soon and often at first, right at the end of the grace, then now and then for an hour, then no more. */
function nextLook(parts: StudioParts, attempt: AttemptRow): number | null {
  const { timings, clock } = parts
  const sentAt = attempt.sent_at ?? clock.now()
  const age = clock.now() - sentAt
  const ladder = [...timings.unclearLooksMs, timings.unclearGraceMs].toSorted((a, b) => a - b)
  const rung = ladder.find((ms) => ms > age)
  if (rung !== undefined) return sentAt + rung
  return age < timings.unclearLooksEndMs ? clock.now() + timings.unclearLookAgainMs : null
}
