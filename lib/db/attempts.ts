import 'server-only'
/**
 * Every change of an attempt is a compare-and-set on the status (and the lease) it was decided on; false means
 * that somebody else decided first, and the caller must write nothing more.
 */
import type { RawBuilder } from 'kysely'
import { removedGateways } from './gateways'
import { leaseEnd, type LeaseTime } from './leases'
import type { AttemptChange, AttemptRow, Db } from './schema'
import type { AttemptStatus } from './tables/ledger'

export async function insertAttempt(db: Db, attempt: AttemptRow): Promise<void> {
  await db.insertInto('attempt').values(attempt).execute()
}

export async function findAttempt(db: Db, id: string): Promise<AttemptRow | undefined> {
  return db.selectFrom('attempt').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest attempt that moves this task: of the submit itself, or of the answer to its window. */
export async function lastAttemptOf(db: Db, taskId: string): Promise<AttemptRow | undefined> {
  return (
    db
      .selectFrom('attempt')
      .selectAll()
      .where('task_id', '=', taskId)
      .orderBy('created_at', 'desc')
      // Within one millisecond: the modal came after the action, the higher number after the lower.
      .orderBy('verb', 'desc')
      .orderBy('n', 'desc')
      .executeTakeFirst()
  )
}

/** Whether the same intent was tried again after this attempt. */
export async function hasLaterAttempt(
  db: Db,
  attempt: Pick<AttemptRow, 'intent_id' | 'n'>,
): Promise<boolean> {
  const later = await db
    .selectFrom('attempt')
    .select('id')
    .where('intent_id', '=', attempt.intent_id)
    .where('n', '>', attempt.n)
    .executeTakeFirst()
  return later !== undefined
}

/** Waiting attempts of a gateway whose time has come, in the order in which they were asked for. */
export async function dueAttempts(
  db: Db,
  gatewayId: string,
  now: number,
  limit: number,
): Promise<readonly AttemptRow[]> {
  return db
    .selectFrom('attempt')
    .innerJoin('task', 'task.id', 'attempt.task_id')
    .selectAll('attempt')
    .where('attempt.status', '=', 'QUEUED')
    .where('attempt.gateway_id', '=', gatewayId)
    .where('attempt.next_at', '<=', now)
    .where('attempt.deadline_at', '>', now)
    .orderBy('task.place')
    .limit(limit)
    .execute()
}

/** When the next waiting attempt of a gateway may go, or null when none waits. */
export async function nextAttemptAt(db: Db, gatewayId: string): Promise<number | null> {
  const row = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.min('next_at').as('at'))
    .where('status', '=', 'QUEUED')
    .where('gateway_id', '=', gatewayId)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Waiting attempts of any gateway that have waited too long. */
export async function overdueAttempts(db: Db, now: number): Promise<readonly AttemptRow[]> {
  return db
    .selectFrom('attempt')
    .selectAll()
    .where('status', '=', 'QUEUED')
    .where('deadline_at', '<=', now)
    .limit(200)
    .execute()
}

/**
 * Waiting attempts of gateways that are not among these. Where `others` may know more gateways than we do, only those
 * that somebody has removed.
 */
export async function strandedAttempts(
  db: Db,
  gatewayIds: readonly string[],
  others: boolean,
): Promise<readonly AttemptRow[]> {
  let query = db
    .selectFrom('attempt')
    .selectAll()
    .where('status', '=', 'QUEUED')
    .where('gateway_id', 'not in', gatewayIds)
  if (others) query = query.where('gateway_id', 'in', removedGateways(db))
  return query.limit(200).execute()
}

/** When the first of those that wait will be given up; null where none waits. */
export async function nextDeadline(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.min('deadline_at').as('at'))
    .where('status', '=', 'QUEUED')
    .executeTakeFirst()
  return row?.at ?? null
}

/** Takes a waiting attempt for sending. The lease token proves later that an answer belongs to this very send. */
export async function claimAttempt(
  db: Db,
  id: string,
  lease: { token: string; time: LeaseTime; sentAt: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('attempt')
    .set({
      status: 'SENDING',
      sent_at: lease.sentAt,
      lease_until: leaseEnd(lease.time),
      lease_token: lease.token,
    })
    .where('id', '=', id)
    .where('status', '=', 'QUEUED')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function changeAttempt(
  db: Db,
  id: string,
  from: readonly AttemptStatus[],
  change: AttemptChange,
  leaseToken?: string,
): Promise<boolean> {
  let update = db
    .updateTable('attempt')
    .set(change)
    .where('id', '=', id)
    .where('status', 'in', from)
  if (leaseToken !== undefined) update = update.where('lease_token', '=', leaseToken)
  const { numUpdatedRows } = await update.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Sends whose lease has ended: their process died, or was away for too long to be believed. */
export async function abandonedAttempts(
  db: Db,
  leaseEndedBefore: RawBuilder<number>,
): Promise<readonly AttemptRow[]> {
  return db
    .selectFrom('attempt')
    .selectAll()
    .where('status', '=', 'SENDING')
    .where('lease_until', '<=', leaseEndedBefore)
    .execute()
}

/** Unclear attempts of a gateway whose next look is due; dismissed ones come along while they may still be seen. */
export async function attemptsToReconcile(
  db: Db,
  gatewayId: string,
  now: number,
): Promise<readonly AttemptRow[]> {
  return db
    .selectFrom('attempt')
    .selectAll()
    .where('status', 'in', ['UNKNOWN', 'DISMISSED'])
    .where('gateway_id', '=', gatewayId)
    .where('reconcile_at', '<=', now)
    .orderBy('sent_at')
    .limit(200)
    .execute()
}

/** When an unclear submit of this gateway is to be looked for next; null where there is none. */
export async function nextReconcileAt(db: Db, gatewayId: string): Promise<number | null> {
  const row = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.min('reconcile_at').as('at'))
    .where('status', 'in', ['UNKNOWN', 'DISMISSED'])
    .where('gateway_id', '=', gatewayId)
    .executeTakeFirst()
  return row?.at ?? null
}

/** The gateway's ids of submits that were accepted before `sentAt`: what a complete list must still hold. */
export async function acceptedBefore(
  db: Db,
  gatewayId: string,
  sentAt: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('attempt')
    .select('gateway_task_id')
    .where('gateway_id', '=', gatewayId)
    .where('status', '=', 'ACCEPTED')
    .where('sent_at', '<', sentAt)
    .where('gateway_task_id', 'is not', null)
    .orderBy('sent_at', 'desc')
    .limit(200)
    .execute()
  return rows.flatMap((row) => (row.gateway_task_id === null ? [] : [row.gateway_task_id]))
}

/** After a restart no wait may lie further ahead than the longest we ever set: the wall clock may have jumped. */
export async function clampWaits(db: Db, latest: number): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ next_at: latest })
    .where('status', '=', 'QUEUED')
    .where('next_at', '>', latest)
    .execute()
  await db
    .updateTable('attempt')
    .set({ reconcile_at: latest })
    .where('reconcile_at', '>', latest)
    .execute()
  await db
    .updateTable('task')
    .set({ archive_next_at: latest })
    .where('archive_next_at', '>', latest)
    .execute()
}
