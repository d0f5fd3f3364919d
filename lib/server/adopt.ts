import 'server-only'
/**
 * Tasks that a gateway has and the studio has not: taken over by their ids, with buttons and pictures, as if they had
 * been made here. Nothing is submitted, so nothing is charged; there is no attempt, and none is needed.
 */
import { randomId } from '@/lib/db/ids'
import { insertEvent } from '@/lib/db/events'
import type { Db, TaskChange, TaskRow } from '@/lib/db/schema'
import { findTaskByGatewayId, insertTask, moveTask } from '@/lib/db/tasks'
import type { Gateway } from '@/lib/gateway/gateway'
import { StudioError } from '@/lib/mj/errors'
import type { Adoption } from '@/lib/mj/exchange'
import type { TaskReport, TaskState, Verb } from '@/lib/mj/task'
import { addressExpiresAt } from './archive-address'
import { blankTask } from './ledger'
import { openWindow } from './ledger-window'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'
import { observe } from './tracker-observation'

/** What the gateway said of one id. */
export type Told = TaskReport | 'absent' | 'unanswered'

const mostInList = 100
const mostAtOnce = 4

/**
 * Asks the gateway for tasks: in lists where it can list, else one by one, a few at once. `pace` is awaited before
 * so many reads. Once it does not answer it is not asked again.
 */
export async function askFor(
  gateway: Gateway,
  ids: readonly string[],
  pace: (reads: number) => Promise<void> = () => Promise.resolve(),
): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>(ids.map((id) => [id, 'unanswered']))
  const step = gateway.capabilities.listByCondition ? mostInList : mostAtOnce
  for (let at = 0; at < ids.length; at += step) {
    const some = ids.slice(at, at + step)
    await pace(gateway.capabilities.listByCondition ? 1 : some.length)
    const answers = gateway.capabilities.listByCondition
      ? await askForList(gateway, some)
      : await Promise.all(some.map(async (id) => [id, await askForOne(gateway, id)] as const))
    for (const [id, answer] of answers) told.set(id, answer)
    if (answers.some(([, answer]) => answer === 'unanswered')) break
  }
  return told
}

async function askForOne(gateway: Gateway, id: string): Promise<Told> {
  const read = await gateway.fetch(id)
  if (read.type === 'found') return read.report
  return read.type === 'absent' ? 'absent' : 'unanswered'
}

async function askForList(
  gateway: Gateway,
  ids: readonly string[],
): Promise<readonly (readonly [string, Told])[]> {
  const listed = await gateway.list(ids)
  if (listed.type !== 'listed') return ids.map((id) => [id, 'unanswered'])
  const reports = new Map(listed.reports.map((report) => [report.id, report]))
  return ids.map((id) => [id, reports.get(id) ?? 'absent'])
}

/** Each id in turn. Throws `conflict` where the gateway is not connected. */
export async function adoptTasks(
  parts: StudioParts,
  viewer: Viewer,
  gatewayId: string,
  ids: readonly string[],
): Promise<readonly Adoption[]> {
  const gateway = parts.gateways.get(gatewayId)
  if (gateway === undefined) throw new StudioError('conflict', 'this gateway is not connected')
  const known = new Map<string, Adoption>()
  for (const id of ids) {
    const row = await findTaskByGatewayId(parts.db, gateway.id, id)
    if (row !== undefined) known.set(id, adoptionOf(row, viewer, id))
  }
  const told = await askFor(
    gateway,
    ids.filter((id) => !known.has(id)),
  )
  const adoptions: Adoption[] = []
  for (const id of ids) {
    adoptions.push(known.get(id) ?? (await adoptOne(parts, viewer, gateway, id, told.get(id)!)))
  }
  return adoptions
}

function adoptionOf(row: TaskRow, viewer: Viewer, id: string): Adoption {
  return row.owner_id === viewer.ownerId
    ? { id, outcome: 'known', taskId: row.id }
    : { id, outcome: 'elsewhere' }
}

async function adoptOne(
  parts: StudioParts,
  viewer: Viewer,
  gateway: Gateway,
  id: string,
  told: Told,
): Promise<Adoption> {
  if (typeof told === 'string') return { id, outcome: told }
  return write(parts, async (db) => {
    // Somebody may have adopted it while the gateway was asked; and it answers under its own spelling of the id.
    const row = await findTaskByGatewayId(db, gateway.id, told.id)
    if (row !== undefined) return adoptionOf(row, viewer, id)
    const task = await insertReport(parts, db, viewer, gateway, told)
    return { id, outcome: 'adopted', taskId: task.id }
  })
}

/** What is known of a task beside its report. */
export type Origin = {
  /** A fixed id; a new one where it is missing. */
  id?: string
  createdAt?: number
  parentId?: string | null
  /** False where the id is somebody's invention, needed for the report alone. */
  hasGatewayId?: boolean
  /** How long the archive tries; its own time where it is missing. */
  tryForMs?: number
}

/** Writes a task as its report describes it. What runs is watched from now on, what is finished is fetched. */
export async function insertReport(
  parts: StudioParts,
  db: Db,
  viewer: Viewer,
  gateway: Gateway,
  report: TaskReport,
  origin: Origin = {},
): Promise<TaskRow> {
  const now = parts.clock.now()
  const createdAt = Math.min(now, origin.createdAt ?? report.submitTime ?? now)
  const state: TaskState = { name: 'waiting' }
  const row = await insertTask(db, {
    ...blankTask,
    id: origin.id ?? randomId(),
    owner_id: viewer.ownerId,
    created_at: createdAt,
    accepted_at: createdAt,
    changed_at: now,
    ...workOf(report.action),
    state_name: state.name,
    state_json: JSON.stringify(state),
    prompt: report.prompt,
    speed: null,
    bot_type: 'MID_JOURNEY',
    parent_id: origin.parentId ?? null,
    parent_custom_id: origin.parentId ? '' : null,
    references_json: '[]',
    dimensions: null,
    gateway_id: gateway.id,
    gateway_name: gateway.name,
    gateway_is_demo: gateway.isDemo ? 1 : 0,
    gateway_task_id: origin.hasGatewayId === false ? null : report.id,
    has_answer: 0,
    client_state: '',
  })
  await insertEvent(db, row.id, { at: now, kind: 'adopted', detail: '' })
  const seen = observe(row, report, 1, now)
  if (seen.type === 'window') {
    const window = { finalPrompt: report.finalPrompt, editable: true }
    await openWindow(parts, db, row, window, seen.change)
  } else if (seen.type === 'moved') {
    await settle(parts, db, row, { report, state: seen.state, change: seen.change, origin })
  }
  return row
}

async function settle(
  parts: StudioParts,
  db: Db,
  row: TaskRow,
  seen: { report: TaskReport; state: TaskState; change: TaskChange; origin: Origin },
): Promise<void> {
  const { report, change, origin } = seen
  const now = parts.clock.now()
  const isOver = !['waiting', 'running'].includes(seen.state.name)
  const times: TaskChange = isOver
    ? {
        started_at: report.startTime,
        finished_at: report.finishTime ?? row.created_at,
        // How long it took says nothing of how long the next one will take here.
        duration_ms: null,
      }
    : {}
  const { archiveGiveUpMs } = parts.timings
  const since =
    now - archiveGiveUpMs + Math.min(origin.tryForMs ?? archiveGiveUpMs, archiveGiveUpMs)
  const isGone =
    seen.state.name === 'done' && seen.state.archive === 'keeping' && hasRunOut(report, now)
  if (isGone) {
    const state = { name: 'done', archive: 'gone', detail: 'its links had run out' } as const
    await moveTask(db, row, state, { ...change, ...times, archive_next_at: null })
    return
  }
  await moveTask(db, row, seen.state, {
    ...change,
    ...times,
    ...(change.archive_since === undefined ? {} : { archive_since: since }),
  })
}

/** True where every address of a result says itself that it no longer works. */
export function hasRunOut(
  { imageUrl, imageUrls, videoUrls }: Pick<TaskReport, 'imageUrl' | 'imageUrls' | 'videoUrls'>,
  now: number,
): boolean {
  const all = [...(imageUrl === null ? [] : [imageUrl]), ...imageUrls, ...videoUrls]
  return (
    all.length > 0 &&
    all.every((url) => {
      const at = addressExpiresAt(url)
      return at !== null && at <= now
    })
  )
}

const verbsByAction: Readonly<Record<string, Verb>> = {
  '': 'imagine',
  IMAGINE: 'imagine',
  BLEND: 'blend',
  DESCRIBE: 'describe',
  SHORTEN: 'shorten',
  SWAP_FACE: 'swap',
}

/** Gateways' words for what a button did, as our words for that button (lib/mj/buttons.ts). */
const kindsByAction: Readonly<Record<string, string>> = {
  UPSCALE_HD: 'upscale-solo',
  HIGH_VARIATION: 'vary',
  LOW_VARIATION: 'vary',
  ZOOM: 'zoom-out',
  OUTPAINT: 'zoom-out',
  CUSTOM_ZOOM: 'custom-zoom',
  INPAINT: 'region',
  VIDEO: 'animate',
}

/** What kind of work the gateway's word is. An unknown word is a button that somebody has pressed. */
function workOf(action: string): { verb: Verb; kind: string } {
  const word = action.toUpperCase()
  const verb = verbsByAction[word]
  if (verb !== undefined) return { verb, kind: verb }
  return { verb: 'action', kind: kindsByAction[word] ?? word.toLowerCase() }
}
