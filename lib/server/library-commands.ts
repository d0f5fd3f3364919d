import 'server-only'
/** What a person may ask of a task beyond its buttons: its seed, and that it stop. */
import { changeAttempt, lastAttemptOf } from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import type { Db, TaskRow } from '@/lib/db/schema'
import { changeTask, moveTask, readTask } from '@/lib/db/tasks'
import type { Gateway } from '@/lib/gateway/gateway'
import { StudioError } from '@/lib/mj/errors'
import { noteAttempt } from './audit'
import { type StudioParts, write } from './studio-parts'

/** Asked of the gateway once (it may take a minute), then known. Throws `conflict` where it will not say. */
export async function readSeed(parts: StudioParts, task: TaskRow): Promise<string> {
  if (task.seed !== null && task.seed !== '') return task.seed
  const { gateway, id } = atGateway(parts, task)
  if (!gateway.capabilities.seed) throw new StudioError('conflict', 'this gateway tells no seeds')
  const answer = await gateway.seed(id)
  if (answer.type === 'refused') throw new StudioError('conflict', answer.detail)
  await write(parts, (db) => changeTask(db, task.id, { seed: answer.seed }))
  return answer.seed
}

const byHand = 'by hand'

/**
 * Withdraws a waiting submit, or has the gateway cancel a running task. Throws `conflict` when it is too late or
 * the gateway will not; a submit being sent can be neither.
 */
export async function cancelTask(parts: StudioParts, task: TaskRow): Promise<void> {
  if (await write(parts, (db) => withdrawWaiting(parts, db, task.id, byHand))) return
  const now = await readTask(parts.db, task.id)
  if (!['waiting', 'running', 'window'].includes(now.state_name)) {
    throw new StudioError('conflict', 'this task cannot be cancelled any more')
  }
  const { gateway, id } = atGateway(parts, now)
  if (!gateway.capabilities.cancel) {
    throw new StudioError('conflict', 'this gateway cannot cancel tasks')
  }
  const answer = await gateway.cancel(id)
  if (answer.type === 'refused') throw new StudioError('conflict', answer.detail)
  await write(parts, async (db) => {
    const row = await readTask(db, task.id)
    if (['waiting', 'running', 'window'].includes(row.state_name))
      await markCancelled(parts, db, row, byHand)
  })
}

/** True where the newest attempt of the task was still waiting, and now never leaves. `why` is for the audit. */
export async function withdrawWaiting(
  parts: StudioParts,
  db: Db,
  taskId: string,
  why: string,
): Promise<boolean> {
  const row = await readTask(db, taskId)
  const attempt = row.state_name === 'queued' ? await lastAttemptOf(db, taskId) : undefined
  if (attempt === undefined) return false
  if (!(await changeAttempt(db, attempt.id, ['QUEUED'], { status: 'NOT_SENT' }))) return false
  await noteAttempt(db, parts.clock.now(), 'withdrawn', { attempt, task: row, detail: why })
  await markCancelled(parts, db, row, why)
  return true
}

async function markCancelled(parts: StudioParts, db: Db, row: TaskRow, why: string): Promise<void> {
  const at = parts.clock.now()
  await moveTask(db, row, { name: 'cancelled' }, { finished_at: at })
  await insertEvent(db, row.id, { at, kind: 'cancelled', detail: why })
}

function atGateway(parts: StudioParts, task: TaskRow): { gateway: Gateway; id: string } {
  const gateway = parts.gateways.get(task.gateway_id)
  if (gateway === undefined || task.gateway_task_id === null) {
    throw new StudioError('conflict', 'the gateway of this task is not connected')
  }
  return { gateway, id: task.gateway_task_id }
}
