import 'server-only'
/** Looks written down: what was found, what was missing, what has stood still for too long. */
import { changeAttempt, lastAttemptOf } from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import type { Db, TaskChange, TaskRow } from '@/lib/db/schema'
import { findTask, moveTask, noteTask, readTask } from '@/lib/db/tasks'
import type { TaskReport, TaskState } from '@/lib/mj/task'
import type { Lease } from './leases'
import { openWindow } from './ledger-window'
import { stateOf } from './library-rows'
import { noteAsKeeper, type StudioParts, writeAsKeeper } from './studio-parts'
import { observe } from './tracker-observation'

/** True when the look brought news. The row is read anew: the look was under way for a while. */
export async function applyReport(
  parts: StudioParts,
  taskId: string,
  report: TaskReport,
  poll: number,
  lease: Lease | null = null,
): Promise<boolean> {
  const row = await findTask(parts.db, taskId)
  if (row === undefined) return false
  const seen = observe(row, report, poll, parts.clock.now())
  if (seen.type === 'nothing') return false
  if (seen.type === 'same') {
    await noteSame(parts, row, report, poll, lease)
    return false
  }
  const work = (db: Db) => applyNews(parts, db, taskId, report, poll)
  return (await writeAsKeeper(parts, lease, work)) === true
}

/** Judged anew by the row as it is now: a person may have cancelled the task since it was read. */
async function applyNews(
  parts: StudioParts,
  db: Db,
  taskId: string,
  report: TaskReport,
  poll: number,
): Promise<boolean> {
  const row = await readTask(db, taskId)
  const now = parts.clock.now()
  const seen = observe(row, report, poll, now)
  if (seen.type === 'nothing' || seen.type === 'same') return false
  if (seen.type === 'window') {
    const window = { finalPrompt: report.finalPrompt, editable: true }
    await openWindow(parts, db, row, window, seen.change)
    return true
  }
  await proveModal(db, row, seen.state)
  await moveTask(db, row, seen.state, seen.change)
  if (seen.state.name !== row.state_name) await tell(db, row, seen.state, now)
  return true
}

async function noteSame(
  parts: StudioParts,
  row: TaskRow,
  report: TaskReport,
  poll: number,
  lease: Lease | null,
): Promise<void> {
  if (row.state_name === 'running' && isStuck(parts, row)) {
    const state = stateOf(row)
    if (state.name === 'running' && !state.stalled) {
      await writeAsKeeper(parts, lease, (db) => moveTask(db, row, { ...state, stalled: true }))
    }
  }
  const change: TaskChange = { applied_poll: Math.max(poll, row.applied_poll) }
  if (row.misses > 0) Object.assign(change, { misses: 0, missing_since: null })
  if (report.progress !== row.progress && report.progress !== null) {
    change.progress = Math.max(report.progress, row.progress ?? 0)
  }
  await noteAsKeeper(parts, lease, (db) => noteTask(db, row.id, change))
}

function isStuck(parts: StudioParts, row: TaskRow): boolean {
  return parts.clock.now() - row.changed_at >= parts.timings.stalledMs
}

/** A task that has moved on proves that the unclear answer to its window was taken. */
async function proveModal(db: Db, row: TaskRow, state: TaskState): Promise<void> {
  if (row.state_name !== 'unclear' || state.name === 'unclear') return
  const attempt = await lastAttemptOf(db, row.id)
  if (attempt?.status !== 'UNKNOWN') return
  await changeAttempt(db, attempt.id, ['UNKNOWN'], {
    status: 'ACCEPTED',
    gateway_task_id: row.gateway_task_id,
    reconcile_at: null,
  })
}

async function tell(db: Db, row: TaskRow, state: TaskState, at: number): Promise<void> {
  const detail = state.name === 'failed' ? state.reason : ''
  await insertEvent(db, row.id, { at, kind: state.name, detail })
}

/**
 * The gateway does not know the task, this time. One miss means nothing (a fresh id may not be visible yet); many
 * over a long time mean that it is lost, which is shown, and healed by any later sighting.
 */
export async function applyMiss(
  parts: StudioParts,
  taskId: string,
  lease: Lease | null = null,
): Promise<void> {
  const row = await findTask(parts.db, taskId)
  if (row === undefined || !['waiting', 'running'].includes(row.state_name)) return
  const now = parts.clock.now()
  const misses = row.misses + 1
  const missingSince = row.missing_since ?? now
  const change = { misses, missing_since: missingSince }
  const { lostMisses, lostMs } = parts.timings
  if (misses < lostMisses || now - missingSince < lostMs) {
    return noteAsKeeper(parts, lease, (db) => noteTask(db, row.id, change))
  }
  await writeAsKeeper(parts, lease, async (db) => {
    const latest = await readTask(db, taskId)
    if (!['waiting', 'running'].includes(latest.state_name)) return
    await moveTask(db, latest, { name: 'lost' }, change)
    await tell(db, latest, { name: 'lost' }, now)
  })
}
