import 'server-only'
/**
 * Windows (gateways.md 2.2, 2.3): some buttons make a task that waits for its prompt to be confirmed by a modal
 * submit. The modal is an intent of its own, committed once; it continues the same task, whose status may stay
 * MODAL for a while after, so that the task remembers that its modal is under way.
 */
import { createHash } from 'node:crypto'
import { insertAttempt } from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import { randomId } from '@/lib/db/ids'
import { insertIntent } from '@/lib/db/intents'
import type { Db, TaskChange, TaskRow } from '@/lib/db/schema'
import { findTask, moveTask } from '@/lib/db/tasks'
import { StudioError } from '@/lib/mj/errors'
import { noteAttempt } from './audit'
import { newAttempt, type Prepared } from './ledger-attempts'
import { ownRowOf } from './library'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

/** Confirms the open window of a task on behalf of a person. Throws `conflict` when none is open. */
export async function confirmInTransaction(
  parts: StudioParts,
  db: Db,
  viewer: Viewer,
  item: Prepared,
): Promise<string> {
  if (item.submission.verb !== 'modal') throw new Error('only a modal confirms a window')
  const task = await ownRowOf({ db }, viewer, item.submission.taskId)
  if (task.state_name !== 'window') {
    throw new StudioError('conflict', 'this task has no open window')
  }
  await commitModal(parts, db, task, {
    clientKey: item.clientKey,
    hash: item.request.hash,
    json: item.request.json,
    prompt: item.submission.prompt ?? '',
    via: viewer.token?.name ?? null,
  })
  return task.id
}

/**
 * The gateway has opened a window. With a prepared answer it is confirmed at once, exactly once; otherwise the
 * task waits for a person, the prompt filled in from the gateway's word or else from the parent.
 */
export async function openWindow(
  parts: StudioParts,
  db: Db,
  task: TaskRow,
  window: { finalPrompt: string; editable: boolean },
  change: TaskChange = {},
): Promise<void> {
  // Where its gateway has just been removed the window stays open: there is nobody to answer.
  if (task.has_answer === 1 && parts.gateways.has(task.gateway_id)) {
    return answerWindow(parts, db, task, change)
  }
  const prompt = window.finalPrompt || (await parentPrompt(db, task)) || task.prompt
  const state = {
    name: 'window',
    prompt: withoutNumber(prompt),
    editable: window.editable,
  } as const
  await moveTask(db, task, state, change)
  await insertEvent(db, task.id, { at: parts.clock.now(), kind: 'window', detail: '' })
}

async function answerWindow(
  parts: StudioParts,
  db: Db,
  task: TaskRow,
  change: TaskChange,
): Promise<void> {
  const pressed = await db
    .selectFrom('intent')
    .innerJoin('attempt', 'attempt.intent_id', 'intent.id')
    .select(['intent.request_json', 'intent.via'])
    .where('intent.task_id', '=', task.id)
    .where('attempt.verb', '<>', 'modal')
    .orderBy('intent.created_at')
    .executeTakeFirstOrThrow()
  const { answer } = JSON.parse(pressed.request_json) as {
    answer: { prompt: string; maskBase64?: unknown }
  }
  const { prompt, maskBase64 } = answer
  const json = JSON.stringify({ verb: 'modal', taskId: task.id, maskBase64, prompt })
  const hash = createHash('sha256').update(json).digest('hex')
  const clientKey = `window:${task.id}`
  const modal = { clientKey, hash, json, prompt: answer.prompt, via: pressed.via }
  await commitModal(parts, db, task, modal, change)
}

async function commitModal(
  parts: StudioParts,
  db: Db,
  task: TaskRow,
  modal: { clientKey: string; hash: string; json: string; prompt: string; via: string | null },
  change: TaskChange = {},
): Promise<void> {
  if (!parts.gateways.has(task.gateway_id)) {
    throw new StudioError('conflict', 'the gateway of this task is no longer connected')
  }
  const intentId = randomId()
  await insertIntent(db, {
    id: intentId,
    owner_id: task.owner_id,
    client_key: modal.clientKey,
    request_hash: modal.hash,
    request_json: modal.json,
    task_id: task.id,
    created_at: parts.clock.now(),
    via: modal.via,
  })
  const of = { intentId, taskId: task.id, gatewayId: task.gateway_id, verb: 'modal' }
  const attempt = newAttempt(parts, of)
  await insertAttempt(db, attempt)
  await noteAttempt(db, parts.clock.now(), 'submit', { attempt, task })
  await moveTask(
    db,
    task,
    { name: 'queued', notBefore: null, because: null },
    {
      ...change,
      modal_sent: 1,
      has_answer: 0,
      ...(modal.prompt === '' ? {} : { prompt: modal.prompt }),
    },
  )
  await insertEvent(db, task.id, { at: parts.clock.now(), kind: 'window-answered', detail: '' })
}

/**
 * The answer never left and will not leave any more: at the gateway the window still stands open, so it does here,
 * with what was answered in it.
 */
export async function reopenWindow(
  db: Db,
  task: TaskRow,
  { at, detail }: { at: number; detail: string },
): Promise<void> {
  await moveTask(
    db,
    task,
    { name: 'window', prompt: task.prompt, editable: true },
    { modal_sent: 0 },
  )
  await insertEvent(db, task.id, { at, kind: 'window', detail })
}

async function parentPrompt(db: Db, task: TaskRow): Promise<string> {
  const parent = task.parent_id === null ? undefined : await findTask(db, task.parent_id)
  return parent === undefined ? '' : parent.final_prompt || parent.prompt
}

/** Newer gateways leave the "1️⃣ " of a describe line standing (gateways.md 2.2, PicReader). */
function withoutNumber(prompt: string): string {
  return prompt.replace(/^[1-9]\uFE0F?\u20E3\s*/u, '')
}
