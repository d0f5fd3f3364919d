import 'server-only'
/**
 * [Note: A submit is committed before it is sent] No gateway of this family has an idempotency key, so a submit
 * sent twice is paid twice. Every submit is therefore first an *intent* (the click, known by its client key) with
 * an *attempt* in the database, and only then bytes on a wire; the attempt says at any moment, also to the next
 * process, whether it may be sent (again). This file takes intents in. ledger-dispatch.ts sends,
 * ledger-outcomes.ts writes down what came of it, ledger-reconcile.ts looks for what is unclear.
 */
import { insertAttempt } from '@/lib/db/attempts'
import { insertEvent } from '@/lib/db/events'
import { randomId } from '@/lib/db/ids'
import { findIntent, insertIntent } from '@/lib/db/intents'
import { touchReferences } from '@/lib/db/references'
import type { Db, TaskRow } from '@/lib/db/schema'
import { isDiskFullError } from '@/lib/db/engine'
import { findUnfinishedTwin } from '@/lib/db/task-family'
import { findReadableTask } from '@/lib/db/task-sharing'
import { insertTask, type NewTask } from '@/lib/db/tasks'
import type { Gateway } from '@/lib/gateway/gateway'
import { parseButton } from '@/lib/mj/buttons'
import { StudioError } from '@/lib/mj/errors'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { TaskState } from '@/lib/mj/task'
import { note, noteAttempt } from './audit'
import { ensureNotRemoved } from './blob-guard'
import { openPurse, type Purse } from './budget'
import { newAttempt, type Prepared } from './ledger-attempts'
import { confirmInTransaction } from './ledger-window'
import { keepReference, typesOfReferences } from './reference-keeping'
import { referencesNamed, stashRequest } from './request-pictures'
import type { SubmitItem } from './studio'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

/**
 * Commits all items in one transaction, or none, and answers the ids of their tasks in order. Sending is the
 * dispatcher's business. Throws `conflict`, `not-found`, `disk-full`, `over-budget`.
 */
export async function commitSubmits(
  parts: StudioParts,
  viewer: Viewer,
  items: readonly SubmitItem[],
): Promise<readonly string[]> {
  const isDiskFull = (await parts.freeBytes()) < parts.timings.freeBytesFloor
  const named = items.flatMap((item) => referencesNamed(item.submission))
  const types = await typesOfReferences(parts, viewer, named)
  const prepared = items.map((item) => ({
    ...item,
    request: stashRequest(item.submission, types),
    isDiskFull,
  }))
  const since = parts.clock.now()
  // Files first, rows last: a picture without a row is litter, a row without its picture could not be sent.
  if (!isDiskFull) await keepPictures(parts, viewer, prepared, named)
  try {
    return await write(parts, async (db) => {
      const ids: string[] = []
      const purse = await openPurse(db, viewer.ownerId, parts.clock.now())
      await ensureMasksAreThere(db, prepared, since)
      for (const item of prepared) ids.push(await commitItem(parts, db, viewer, item, purse))
      return ids
    })
  } catch (cause) {
    if (cause instanceof StudioError && cause.kind === 'over-budget') {
      await noteOverBudget(parts, viewer, items.length)
    }
    if (!isDiskFullError(cause)) throw cause
    throw new StudioError('disk-full', 'the disk is full; nothing was sent', { cause })
  }
}

/** Masks and their documents are named by the request alone, everything else by a reference of its own. */
async function ensureMasksAreThere(
  db: Db,
  items: readonly Prepared[],
  since: number,
): Promise<void> {
  const masks = items.flatMap(({ request }) => [
    ...request.pictures.filter((picture) => picture.isMask),
    ...(request.maskDocument === null ? [] : [request.maskDocument]),
  ])
  if (masks.length === 0) return
  await ensureNotRemoved(
    db,
    masks.map((mask) => mask.sha256),
    since,
  )
}

/** What came as bytes becomes a reference, so that a retry or a draft can name it. */
async function keepPictures(
  parts: StudioParts,
  viewer: Viewer,
  items: readonly Prepared[],
  named: readonly string[],
): Promise<void> {
  for (const { bytes, isMask } of items.flatMap((item) => item.request.pictures)) {
    if (isMask) await parts.blobs.put(bytes)
    else await keepReference(parts, viewer, bytes)
  }
  for (const { request } of items) {
    if (request.maskDocument !== null) await parts.blobs.put(request.maskDocument.bytes)
  }
  await touchReferences(parts.db, viewer.ownerId, named, parts.clock.now())
}

async function commitItem(
  parts: StudioParts,
  db: Db,
  viewer: Viewer,
  item: Prepared,
  purse: Purse,
): Promise<string> {
  const known = await findIntent(db, viewer.ownerId, item.clientKey)
  if (known !== undefined) {
    if (known.request_hash === item.request.hash) return known.task_id
    throw new StudioError('conflict', 'this client key was used for another request')
  }
  if (item.isDiskFull) {
    throw new StudioError('disk-full', 'the disk is nearly full; nothing was sent')
  }
  if (item.submission.verb === 'modal') return confirmInTransaction(parts, db, viewer, item)
  const parent = await readParent(db, viewer, item.submission)
  const twin =
    parent && (await findUnfinishedTwin(db, viewer.ownerId, parent.id, item.request.hash))
  if (twin === undefined && item.submission.verb !== 'upload') await purse.spend()
  const now = parts.clock.now()
  const task = twin ?? (await createTask(parts, db, viewer, item, parent))
  const taskId = task.id
  const intentId = randomId()
  await insertIntent(db, {
    id: intentId,
    owner_id: viewer.ownerId,
    client_key: item.clientKey,
    request_hash: item.request.hash,
    request_json: item.request.json,
    task_id: taskId,
    created_at: now,
    via: viewer.token?.name ?? null,
  })
  if (twin !== undefined) {
    await insertEvent(db, taskId, { at: now, kind: 'pressed-again', detail: 'still running' })
    return taskId
  }
  const { verb } = item.submission
  // The task's own: the default may be another one by now.
  const gatewayId = task.gateway_id
  const attempt = newAttempt(parts, { intentId, taskId, gatewayId, verb })
  await insertAttempt(db, attempt)
  await noteAttempt(db, now, 'submit', { attempt, task })
  return taskId
}

/** Where nothing was committed there is nothing to tell it with; so it is told by itself. */
async function noteOverBudget(parts: StudioParts, viewer: Viewer, count: number): Promise<void> {
  await parts.db.transaction().execute((db) =>
    note(db, parts.clock.now(), {
      kind: 'over-budget',
      memberId: viewer.ownerId,
      via: viewer.token?.name ?? null,
      detail: String(count),
    }),
  )
}

/** Also another's that is shared: what comes of it belongs to whoever pressed. */
async function readParent(
  db: Db,
  viewer: Viewer,
  submission: StudioSubmission,
): Promise<TaskRow | undefined> {
  if (submission.verb !== 'action' && submission.verb !== 'change') return undefined
  const parent = await findReadableTask(db, viewer.ownerId, submission.taskId)
  if (parent === undefined) throw new StudioError('not-found', 'there is no such parent task')
  return parent
}

/** A button is pressed where its task lives, whichever gateway is the current one. */
function gatewayFor(parts: StudioParts, parent: TaskRow | undefined): Gateway {
  if (parent === undefined) return parts.current
  const gateway = parts.gateways.get(parent.gateway_id)
  if (gateway !== undefined) return gateway
  throw new StudioError('conflict', 'the gateway of this task is no longer connected')
}

async function createTask(
  parts: StudioParts,
  db: Db,
  viewer: Viewer,
  { submission, request }: Prepared,
  parent: TaskRow | undefined,
): Promise<TaskRow> {
  const id = randomId()
  const now = parts.clock.now()
  const gateway = gatewayFor(parts, parent)
  const state: TaskState = { name: 'queued', notBefore: null, because: null }
  const task = await insertTask(db, {
    ...blankTask,
    id,
    owner_id: viewer.ownerId,
    created_at: now,
    changed_at: now,
    verb: submission.verb,
    kind: kindOf(submission),
    state_name: state.name,
    state_json: JSON.stringify(state),
    prompt: promptOf(submission, parent),
    speed: submission.speed ?? parent?.speed ?? null,
    bot_type: submission.botType ?? parent?.bot_type ?? 'MID_JOURNEY',
    parent_id: parent?.id ?? null,
    parent_custom_id: parent === undefined ? null : pressedButton(submission),
    references_json: JSON.stringify(request.references),
    dimensions: submission.verb === 'blend' ? (submission.dimensions ?? null) : null,
    gateway_id: gateway.id,
    gateway_name: gateway.name,
    gateway_is_demo: gateway.isDemo ? 1 : 0,
    has_answer: submission.answer === undefined ? 0 : 1,
    client_state: submission.state ?? '',
  })
  await insertEvent(db, id, { at: now, kind: 'submitted', detail: kindOf(submission) })
  return task
}

/** A task of which nothing has been heard yet. */
export const blankTask = {
  accepted_at: null,
  started_at: null,
  finished_at: null,
  duration_ms: null,
  action: '',
  prompt_en: '',
  final_prompt: '',
  buttons_json: '[]',
  text: '',
  seed: null,
  gateway_task_id: null,
  gateway_status: '',
  progress: null,
  image_url: null,
  image_urls_json: '[]',
  video_urls_json: '[]',
  thumbnails_json: '{}',
  modal_sent: 0,
  applied_poll: 0,
  misses: 0,
  missing_since: null,
  archive_next_at: null,
  archive_tries: 0,
  archive_since: null,
  note: '',
  trashed_at: null,
  shared_at: null,
} satisfies Partial<NewTask>

/** What has durations of its own: a verb, or a kind of button. */
function kindOf(submission: StudioSubmission): string {
  if (submission.verb === 'change') return submission.action.toLowerCase()
  if (submission.verb !== 'action') return submission.verb
  return parseButton({ customId: submission.customId, label: '', emoji: '' }).kind
}

function pressedButton(submission: StudioSubmission): string {
  if (submission.verb === 'action') return submission.customId
  if (submission.verb === 'change') return `change::${submission.action}::${submission.index}`
  return ''
}

function promptOf(submission: StudioSubmission, parent: TaskRow | undefined): string {
  if (submission.answer !== undefined && submission.answer.prompt !== '') {
    return submission.answer.prompt
  }
  if ('prompt' in submission && submission.prompt !== undefined) return submission.prompt
  return parent?.prompt ?? ''
}
