import 'server-only'
/** What a person decides about a submit of which nobody knows whether it was taken. */
import { changeAttempt, insertAttempt, lastAttemptOf } from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import type { AttemptRow, Db, TaskRow } from '@/lib/db/schema'
import { findTaskByGatewayId, moveTask } from '@/lib/db/tasks'
import { StudioError, unreachable } from '@/lib/mj/errors'
import { noteAttempt } from './audit'
import { heal } from './ledger-outcomes'
import { againOf, type Reconciler } from './ledger-reconcile'
import type { UnclearChoice } from './studio'
import { type StudioParts, write } from './studio-parts'
import type { Tracker } from './tracker'
import { applyReport } from './tracker-apply'

/** Throws `conflict` when the task is not unclear (a lost one may only be checked). */
export async function settleUnclear(
  parts: StudioParts,
  looking: { reconciler: Reconciler; tracker: Tracker },
  task: TaskRow,
  choice: UnclearChoice,
): Promise<void> {
  if (choice.choice === 'check' && task.state_name !== 'unclear') return recheck(parts, task)
  const attempt = await lastAttemptOf(parts.db, task.id)
  if (task.state_name !== 'unclear' || attempt?.status !== 'UNKNOWN') {
    throw new StudioError('conflict', 'this submit is not unclear')
  }
  switch (choice.choice) {
    case 'check':
      looking.tracker.lookNow(task.id)
      await looking.reconciler.check(attempt)
      return
    case 'adopt':
      return adopt(parts, task, attempt, choice.gatewayTaskId)
    case 'dismiss':
      return write(parts, (db) => dismiss(parts, db, task, attempt))
    case 'resend':
      return write(parts, (db) => resend(parts, db, task, attempt))
    default:
      return unreachable(choice)
  }
}

/** One look at a task that was given up; found again, it goes on from where the gateway has it. */
async function recheck(parts: StudioParts, task: TaskRow): Promise<void> {
  if (!['lost', 'failed', 'waiting', 'running'].includes(task.state_name)) {
    throw new StudioError('conflict', 'there is nothing to check')
  }
  const gateway = parts.gateways.get(task.gateway_id)
  if (gateway === undefined || task.gateway_task_id === null) {
    throw new StudioError('conflict', 'the gateway of this task is no longer connected')
  }
  const read = await gateway.fetch(task.gateway_task_id)
  if (read.type === 'unreadable') {
    throw new StudioError('gateway-unreachable', 'the gateway gave no usable answer')
  }
  if (read.type === 'found') await applyReport(parts, task.id, read.report, task.applied_poll + 1)
}

/** A person has found the task at the gateway: bound after the gateway has shown that it exists. */
async function adopt(
  parts: StudioParts,
  task: TaskRow,
  attempt: AttemptRow,
  gatewayTaskId: string,
): Promise<void> {
  const gateway = parts.gateways.get(task.gateway_id)
  if (gateway === undefined) {
    throw new StudioError('conflict', 'the gateway of this task is no longer connected')
  }
  const read = await gateway.fetch(gatewayTaskId)
  if (read.type === 'absent') {
    throw new StudioError('not-found', 'the gateway has no task with this id')
  }
  if (read.type !== 'found') {
    throw new StudioError('gateway-unreachable', 'the gateway gave no usable answer')
  }
  await write(parts, async (db) => {
    const holder = await findTaskByGatewayId(db, task.gateway_id, read.report.id)
    if (holder !== undefined && holder.id !== task.id) {
      throw new StudioError('conflict', 'this id belongs to another task')
    }
    await heal(parts, db, attempt, read.report.id)
  })
}

/** Let go, not forgotten: a later sighting of its token still brings it back. */
async function dismiss(
  parts: StudioParts,
  db: Db,
  task: TaskRow,
  attempt: AttemptRow,
): Promise<void> {
  if (!(await changeAttempt(db, attempt.id, ['UNKNOWN'], { status: 'DISMISSED' }))) return
  const at = parts.clock.now()
  const detail = 'dismissed; it may have been charged'
  await moveTask(db, task, { name: 'not-sent', detail }, { finished_at: at })
  await insertEvent(db, task.id, { at, kind: 'dismissed', detail: '' })
}

/** A person's word that it may cost twice: the only way past an unclear attempt without proof. */
async function resend(
  parts: StudioParts,
  db: Db,
  task: TaskRow,
  attempt: AttemptRow,
): Promise<void> {
  const change = { status: 'DISMISSED', reconcile_at: null } as const
  if (!(await changeAttempt(db, attempt.id, ['UNKNOWN'], change))) return
  const again = againOf(parts, attempt)
  await insertAttempt(db, again)
  await noteAttempt(db, parts.clock.now(), 'submit', { attempt: again, task, detail: 'again' })
  await moveTask(db, task, { name: 'queued', notBefore: null, because: null })
  await insertEvent(db, task.id, { at: parts.clock.now(), kind: 'sent-again', detail: 'by hand' })
}
