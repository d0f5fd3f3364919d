import 'server-only'
/** What came of a send, written down: the attempt by compare-and-set first, then the task that shows it. */
import { changeAttempt, hasLaterAttempt } from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import type { AttemptChange, AttemptRow, Db, TaskRow } from '@/lib/db/schema'
import type { AttemptStatus } from '@/lib/db/tables/ledger'
import { findTaskByGatewayId, moveTask, readTask } from '@/lib/db/tasks'
import { unreachable } from '@/lib/mj/errors'
import type { SubmitOutcome } from '@/lib/mj/submission'
import type { RefusalReason, TaskState } from '@/lib/mj/task'
import { noteAttempt } from './audit'
import { counted } from './counted'
import { backoffMs } from './ledger-backoff'
import { openWindow, reopenWindow } from './ledger-window'
import { referencesOfTask } from './library-rows'
import { rememberAddresses } from './reference-addresses'
import type { StudioParts } from './studio-parts'

/** Writes the outcome of this very send; one whose attempt has moved on without it changes nothing. */
export async function applyOutcome(
  parts: StudioParts,
  db: Db,
  attempt: AttemptRow,
  leaseToken: string,
  outcome: SubmitOutcome,
): Promise<void> {
  const book = { parts, db, attempt, leaseToken, task: await readTask(db, attempt.task_id) }
  switch (outcome.type) {
    case 'accepted':
    case 'exists':
      return accept(book, outcome.taskId)
    case 'window':
      return accept(book, outcome.taskId, outcome)
    case 'uploaded':
      return upload(book, outcome.urls)
    case 'refused':
      return isParentLag(book, outcome.detail)
        ? postpone(book, 'other', outcome.detail, parts.timings.parentLagMs)
        : refuse(book, outcome)
    case 'refused-for-now':
      return postpone(book, outcome.reason, outcome.detail, outcome.retryAfterMs)
    case 'not-sent':
      return postpone(book, 'gateway-down', outcome.detail, null)
    case 'unknown':
      return doubt(book, outcome.detail)
    default:
      return unreachable(outcome)
  }
}

type Book = {
  parts: StudioParts
  db: Db
  attempt: AttemptRow
  /** Null when the word comes from a later look instead of from the send. */
  leaseToken: string | null
  task: TaskRow
}

/** UNKNOWN is included: the answer of the same send is better evidence than the lease that ended meanwhile. */
const open: readonly AttemptStatus[] = ['SENDING', 'UNKNOWN']

async function settle(book: Book, change: AttemptChange, from = open): Promise<boolean> {
  const { db, attempt, leaseToken } = book
  return changeAttempt(db, attempt.id, from, change, leaseToken ?? undefined)
}

type Told = Parameters<typeof noteAttempt>[2]

/** For the audit; what a gateway says stays out of it, since it may repeat the prompt. */
async function account({ parts, db, attempt, task }: Book, kind: Told, detail = ''): Promise<void> {
  await noteAttempt(db, parts.clock.now(), kind, { attempt, task, detail })
}

async function tell(book: Book, kind: string, detail: string): Promise<void> {
  const at = book.parts.clock.now()
  await insertEvent(book.db, book.task.id, { at, kind, detail })
}

/**
 * Binds the gateway's id. A submit whose id belongs to another task already is a press without a task of its own
 * (a bookmark answers with its parent's id, gateways.md 2.2), or two submits that the gateway gave one id.
 */
async function accept(
  book: Book,
  gatewayTaskId: string,
  window?: { finalPrompt: string; editable: boolean },
): Promise<void> {
  const { parts, db, attempt, task } = book
  const holder = await findTaskByGatewayId(db, attempt.gateway_id, gatewayTaskId)
  if (holder !== undefined && holder.id !== task.id) return acceptTaken(book, holder)
  const now = parts.clock.now()
  const isSettled = await settle(
    book,
    { status: 'ACCEPTED', gateway_task_id: gatewayTaskId, reconcile_at: null },
    book.leaseToken === null ? [...open, 'DISMISSED'] : open,
  )
  if (!isSettled) return
  const change = { gateway_task_id: gatewayTaskId, accepted_at: now, changed_at: now }
  await tell(book, 'accepted', gatewayTaskId)
  await account(book, 'accepted')
  if (window !== undefined && task.modal_sent === 0) {
    return openWindow(parts, db, task, window, change)
  }
  await moveTask(db, task, { name: 'waiting' }, change)
}

async function acceptTaken(book: Book, holder: TaskRow): Promise<void> {
  if (holder.id !== book.task.parent_id) {
    // It is unclear already, and to say so again would bring the next look forward, for ever.
    if (book.leaseToken === null) return
    return doubt(book, 'the gateway answered with the id of another task')
  }
  if (!(await settle(book, { status: 'ACCEPTED', reconcile_at: null }))) return
  const now = book.parts.clock.now()
  const state: TaskState = { name: 'done', archive: 'kept', detail: '' }
  await moveTask(book.db, book.task, state, { accepted_at: now, finished_at: now })
  await tell(book, 'accepted', 'done to the parent itself')
  await account(book, 'accepted')
}

async function upload(book: Book, urls: readonly string[]): Promise<void> {
  if (!(await settle(book, { status: 'ACCEPTED', reconcile_at: null }))) return
  const now = book.parts.clock.now()
  const state: TaskState = { name: 'done', archive: 'kept', detail: '' }
  const change = { accepted_at: now, finished_at: now, text: urls.join('\n') }
  await moveTask(book.db, book.task, state, change)
  const references = referencesOfTask(book.task)
  await rememberAddresses(book.db, { gatewayId: book.attempt.gateway_id, references, urls }, now)
  await tell(book, 'uploaded', counted(urls.length, 'picture'))
  await account(book, 'accepted')
}

async function refuse(
  book: Book,
  why: { reason: RefusalReason; detail: string; bannedWord: string | null },
): Promise<void> {
  const { reason, detail, bannedWord } = why
  const change = { status: 'REJECTED', reconcile_at: null, reason_json: JSON.stringify({ reason }) }
  if (!(await settle(book, change as AttemptChange))) return
  const state: TaskState = { name: 'refused', reason, detail, bannedWord }
  await moveTask(book.db, book.task, state, { finished_at: book.parts.clock.now() })
  await tell(book, 'refused', reason)
  await account(book, 'refused', reason)
}

/** Proved not to have been taken: the same attempt waits and goes again. */
async function postpone(
  book: Book,
  because: RefusalReason | 'gateway-down',
  detail: string,
  retryAfterMs: number | null,
): Promise<void> {
  const { parts, db, attempt, task } = book
  const { backoffMs: limits, longestRetryAfterMs: longest } = parts.timings
  const now = parts.clock.now()
  const waitMs = backoffMs(attempt.tries, parts.random, { ...limits, longest }, retryAfterMs)
  const isSettled = await settle(book, {
    status: 'QUEUED',
    next_at: now + waitMs,
    tries: attempt.tries + 1,
    lease_token: null,
    lease_until: null,
    reconcile_at: null,
    reason_json: JSON.stringify({ because }),
  })
  if (!isSettled) return
  await moveTask(db, task, { name: 'queued', notBefore: now + waitMs, because })
  await tell(book, 'postponed', `${because}: ${Math.round(waitMs / 1000)} s: ${detail}`)
}

async function doubt(book: Book, detail: string): Promise<void> {
  const { parts, db, attempt, task } = book
  const sentAt = attempt.sent_at ?? parts.clock.now()
  const isSettled = await settle(book, {
    status: 'UNKNOWN',
    unclear_since: parts.clock.now(),
    reconcile_at: sentAt + (parts.timings.unclearLooksMs[0] ?? parts.timings.unclearGraceMs),
    reason_json: JSON.stringify({ detail }),
  })
  if (!isSettled) return
  await moveTask(db, task, { name: 'unclear', sentAt, detail })
  await tell(book, 'unclear', detail)
  await account(book, 'unclear')
}

/** A send of a process that died, or that was away for longer than its lease: nobody knows what came of it. */
export async function abandon(parts: StudioParts, db: Db, attempt: AttemptRow): Promise<void> {
  const task = await readTask(db, attempt.task_id)
  const detail = 'the studio stopped while this was being sent'
  await doubt({ parts, db, attempt, leaseToken: attempt.lease_token, task }, detail)
}

/** A later look has found the task that an unclear attempt became; after "send again" that word stands. */
export async function heal(
  parts: StudioParts,
  db: Db,
  attempt: AttemptRow,
  gatewayTaskId: string,
): Promise<void> {
  if (await hasLaterAttempt(db, attempt)) return
  const task = await readTask(db, attempt.task_id)
  await accept({ parts, db, attempt, leaseToken: null, task }, gatewayTaskId)
}

/** Refused by ourselves before anything was sent. */
export async function refuseUnsent(
  parts: StudioParts,
  db: Db,
  attempt: AttemptRow,
  reason: RefusalReason,
  detail: string,
): Promise<void> {
  const change = { status: 'REJECTED', reason_json: JSON.stringify({ reason }) } as const
  if (!(await changeAttempt(db, attempt.id, ['QUEUED'], change))) return
  const task = await readTask(db, attempt.task_id)
  const at = parts.clock.now()
  await moveTask(
    db,
    task,
    { name: 'refused', reason, detail, bannedWord: null },
    { finished_at: at },
  )
  await insertEvent(db, task.id, { at, kind: 'refused', detail: reason })
  await noteAttempt(db, at, 'refused', { attempt, task, detail: reason })
}

/** It has waited too long to be sent by surprise now, or will never be sent. */
export async function giveUp(
  parts: StudioParts,
  db: Db,
  attempt: AttemptRow,
  detail = 'the gateway could not be reached in time',
): Promise<void> {
  if (!(await changeAttempt(db, attempt.id, ['QUEUED'], { status: 'NOT_SENT' }))) return
  const task = await readTask(db, attempt.task_id)
  const at = parts.clock.now()
  await noteAttempt(db, at, 'withdrawn', { attempt, task, detail: 'given up' })
  if (attempt.verb === 'modal' && parts.gateways.has(task.gateway_id)) {
    return reopenWindow(db, task, { at, detail })
  }
  await moveTask(db, task, { name: 'not-sent', detail }, { finished_at: at })
  await insertEvent(db, task.id, { at, kind: 'not-sent', detail })
}

/** New gateways' own records lag behind their word that the parent is done (reliability.md 3.1, #349). */
function isParentLag(book: Book, detail: string): boolean {
  return book.attempt.tries < 3 && detail.trim().startsWith('task_status_not_success')
}
