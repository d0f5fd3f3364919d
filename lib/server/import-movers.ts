import 'server-only'
/**
 * The history of another client, taken over: by the ids of its tasks where the gateway still knows them, else by what
 * that client has remembered. Its links are read by the archive, as all others, through the connected gateway.
 */
import type { TaskRow } from '@/lib/db/schema'
import { findTask, findTaskByGatewayId } from '@/lib/db/tasks'
import type { Gateway } from '@/lib/gateway/gateway'
import { readTaskReport } from '@/lib/gateway/task-report'
import { unreachable } from '@/lib/mj/errors'
import type { ImportPlan, ImportReport, Skipped } from '@/lib/mj/exchange'
import type { MovedTask, MoverSkip, recogniseMover } from '@/lib/mj/movers'
import type { TaskReport } from '@/lib/mj/task'
import { askFor, hasRunOut, insertReport, type Told } from './adopt'
import { derivedId } from './exchange-ids'
import { ImportRefusal } from './import-zip'
import { stateOf } from './library-rows'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

export type Moved = NonNullable<ReturnType<typeof recogniseMover>>

const mostSkippedTold = 100
const tasksAtOnce = 50

/** A link of another client is as good as it is: there is no sense in trying it for a day. */
const tryForMs = 15 * 60_000

/** What a move would bring, before anything is asked of a gateway. */
export function planMove(moved: Moved, now: number): Extract<ImportPlan, { kind: 'mover' }> {
  const { client, history } = moved
  const reports = history.tasks.map(reportOf)
  return {
    kind: 'mover',
    client,
    tasks: history.tasks.length,
    expired: reports.filter((report) => hasRunOut(report, now)).length,
    skipped: history.skipped.slice(0, mostSkippedTold),
  }
}

type Course = { told: (done: number) => void; isOver: () => boolean }

/** Throws `ImportRefusal` when the gateway does not answer: what it knows must not be guessed. */
export async function importMove(
  parts: StudioParts,
  viewer: Viewer,
  gateway: Gateway,
  moved: Moved,
  { told, isOver }: Course,
): Promise<ImportReport> {
  const tasks = inOrder(moved.history.tasks)
  const skipped: Skipped<MoverSkip>[] = [...moved.history.skipped]
  const count = { tasks: 0, known: 0, toFetch: 0, expired: 0 }
  for (let at = 0; at < tasks.length; at += tasksAtOnce) {
    if (isOver()) throw new ImportRefusal('interrupted')
    const some = tasks.slice(at, at + tasksAtOnce)
    const answers = await answersFor(parts, gateway, some)
    for (const task of some) {
      const outcome = await moveOne(parts, viewer, gateway, task, answers)
      if (typeof outcome === 'string') {
        if (outcome === 'known') count.known += 1
        else
          skipped.push({
            what: task.prompt.slice(0, 80) || (task.gatewayTaskId ?? moved.client),
            reason: outcome,
          })
        continue
      }
      count.tasks += 1
      const state = stateOf(outcome)
      if (state.name === 'done' && state.archive === 'keeping') count.toFetch += 1
      if (state.name === 'done' && state.archive === 'gone') count.expired += 1
    }
    told(at + some.length)
  }
  return {
    ...count,
    pictures: 0,
    films: 0,
    collections: 0,
    searches: 0,
    skipped: skipped.slice(0, mostSkippedTold),
    skippedInAll: skipped.length,
  }
}

/** Oldest first; what has no time of its own stands where it stood. */
function inOrder(tasks: readonly MovedTask[]): readonly (MovedTask & { sortedAt: number })[] {
  let last = 0
  const dated = tasks.map((task) => {
    last = task.createdAt ?? last
    return { ...task, sortedAt: last }
  })
  return dated.toSorted((a, b) => a.sortedAt - b.sortedAt)
}

/** What the gateway says of those that are not here yet, at the pace at which it may be read. */
async function answersFor(
  parts: StudioParts,
  gateway: Gateway,
  tasks: readonly MovedTask[],
): Promise<ReadonlyMap<string, Told>> {
  const ids: string[] = []
  for (const { gatewayTaskId } of tasks) {
    if (gatewayTaskId === null || ids.includes(gatewayTaskId)) continue
    const row = await findTaskByGatewayId(parts.db, gateway.id, gatewayTaskId)
    if (row === undefined) ids.push(gatewayTaskId)
  }
  const told = await askFor(gateway, ids, async (reads) => {
    for (let n = 0; n < reads; n += 1) await turn(parts, gateway.id)
  })
  if ([...told.values()].includes('unanswered')) throw new ImportRefusal('gateway-silent')
  return told
}

/** Waits for a read of the gateway's budget: what runs there must go on being watched. */
async function turn(parts: StudioParts, gatewayId: string): Promise<void> {
  for (;;) {
    const budget = parts.gateways.watch(gatewayId)?.budget
    const now = parts.clock.now()
    if (budget === undefined || budget.take(now)) return
    await new Promise<void>((resolve) => {
      parts.clock.after(Math.max(1, budget.readyAt(now) - now), resolve)
    })
  }
}

async function moveOne(
  parts: StudioParts,
  viewer: Viewer,
  gateway: Gateway,
  task: MovedTask & { sortedAt: number },
  answers: ReadonlyMap<string, Told>,
): Promise<TaskRow | 'known' | MoverSkip> {
  const id = derivedId('moved', viewer.ownerId, gateway.id, identityOf(task))
  return write(parts, async (db) => {
    const holder =
      task.gatewayTaskId === null
        ? await findTask(db, id)
        : await findTaskByGatewayId(db, gateway.id, task.gatewayTaskId)
    if (holder !== undefined) return 'known'
    const told =
      task.gatewayTaskId === null ? 'absent' : (answers.get(task.gatewayTaskId) ?? 'absent')
    const report = reportFrom(told, task)
    if (report === null) return 'nothing-to-keep'
    const parent =
      task.parentGatewayTaskId === null
        ? undefined
        : await findTaskByGatewayId(db, gateway.id, task.parentGatewayTaskId)
    const row = await insertReport(parts, db, viewer, gateway, report, {
      ...(task.gatewayTaskId === null ? { id, hasGatewayId: false } : {}),
      ...(task.sortedAt === 0 ? {} : { createdAt: task.sortedAt }),
      parentId: parent?.owner_id === viewer.ownerId ? parent.id : null,
      ...(told === 'absent' ? { tryForMs } : {}),
    })
    return (await findTask(db, row.id)) ?? row
  })
}

/** The gateway's word first; what it leaves out, the prompt above all, from the history. Null: there is nothing. */
function reportFrom(told: Told, task: MovedTask): TaskReport | null {
  const remembered = reportOf(task)
  switch (told) {
    case 'unanswered':
    case 'absent': {
      const { imageUrl, imageUrls, videoUrls } = remembered
      const hasResult = imageUrl !== null || imageUrls.length + videoUrls.length > 0
      return hasResult ? remembered : null
    }
    default:
      if (typeof told === 'string') return unreachable(told)
      return {
        ...told,
        prompt: told.prompt || remembered.prompt,
        promptEn: told.promptEn || remembered.promptEn,
        finalPrompt: told.finalPrompt || remembered.finalPrompt,
        seed: told.seed ?? remembered.seed,
      }
  }
}

/** What another client remembers, through the same reader as what gateways say: it is as foreign. */
function reportOf(task: MovedTask): TaskReport {
  const [first = null, ...others] = task.imageUrls
  const report = readTaskReport({
    id: task.gatewayTaskId ?? 'unknown',
    action: task.action,
    status: 'SUCCESS',
    prompt: task.prompt,
    promptEn: task.promptEn,
    properties: { finalPrompt: task.finalPrompt },
    submitTime: task.createdAt,
    finishTime: task.finishedAt,
    imageUrl: first,
    imageUrls: others.length === 0 ? [] : task.imageUrls,
    videoUrls: task.videoUrls,
    buttons: task.buttons,
    seed: task.seed,
  })
  return report! // It has an id.
}

/** What makes two entries without an id of the gateway the same. */
function identityOf({ prompt, createdAt, imageUrls, videoUrls }: MovedTask): string {
  const places = [...imageUrls, ...videoUrls].map((url) => url.replace(/[?#].*$/, ''))
  return JSON.stringify([prompt, createdAt, places])
}
