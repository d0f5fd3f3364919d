import 'server-only'
/**
 * Watches what runs. For each gateway one list for all of its tasks where it can list, else single looks, at most
 * four at once; never more reads than its budget; none while nothing runs.
 */
import type { TaskRow } from '@/lib/db/schema'
import { healableTasks, highestPoll, recentDurations, watchedTasks } from '@/lib/db/task-watch'
import { keeperOf, startGatewayLoops } from './gateway-loops'
import type { Watch } from './gateway-registry'
import type { Lease } from './leases'
import type { StudioParts } from './studio-parts'
import { applyMiss, applyReport } from './tracker-apply'
import { nextLookAt } from './tracker-rhythm'

export type Tracker = {
  wake: () => void
  /** A hint that this task has changed (a webhook, a person): it is looked at as soon as the budget allows. */
  lookNow: (taskId: string) => void
  stop: () => Promise<void>
}

/** What is known of one gateway's tasks from look to look. */
type Memory = {
  /** By task: when it was last looked at. */
  lookedAt: Map<string, number>
  durations: Map<string, readonly number[]>
  quietLooks: number
}

type Post = Watch & { memory: Memory }

/** One whose tasks are this process' to look at. */
type KeptPost = Post & { lease: Lease | null }

const mostInList = 100
const mostAtOnce = 4
const healableForMs = 60 * 60_000

export async function startTracker(parts: StudioParts, onNews: () => void): Promise<Tracker> {
  const memories = new Map<string, Memory>()
  const hints: Hints = new Map()
  const state = { parts, hints, onNews, poll: await highestPoll(parts.db) }
  const loop = startGatewayLoops(parts, 'tracker', (watch) => {
    const { id } = watch.gateway
    const memory = memories.get(id) ?? { lookedAt: new Map(), durations: new Map(), quietLooks: 0 }
    memories.set(id, memory)
    return visit(state, { ...watch, memory })
  })
  return {
    wake: loop.wake,
    lookNow(taskId) {
      const now = parts.clock.now()
      const isOver = (at: number) => now - at >= parts.timings.lookNowMs
      // Nobody watches what a hint has waited for that long.
      for (const [id, hint] of hints) if (isOver(hint.from)) hints.delete(id)
      const known = hints.get(taskId)
      if (known?.isOpen === true) return
      hints.set(taskId, {
        from: known === undefined ? now : known.from + parts.timings.lookNowMs,
        isOpen: true,
      })
      loop.wake()
    },
    stop: loop.stop,
  }
}

/**
 * By task: from when on an open one is followed, or when it was. A look can have had to wait for the budget, so the ten
 * seconds to the next count from it, and a hint within them is followed at their end.
 */
type Hints = Map<string, { from: number; isOpen: boolean }>

type TrackerState = {
  parts: StudioParts
  hints: Hints
  onNews: () => void
  /** Number of the latest look begun: the order of looks, whatever the clocks say. */
  poll: number
}

type Learnt = 'news' | 'quiet' | 'fault'

/** Looks if something is due; answers when to come back, or null while nothing runs. */
async function visit(state: TrackerState, post: Post): Promise<number | null> {
  const { parts } = state
  const now = parts.clock.now()
  const rows = await watched(state, post)
  if (rows.length === 0) return null
  const due = await dueTimes(parts, post, rows, state.hints)
  const ripe = due.filter((task) => task.at <= now)
  const readyAt = Math.max(post.budget.readyAt(now), post.breaker.readyAt(now))
  const first = Math.min(...due.map((task) => task.at))
  if (ripe.length === 0) return first
  if (readyAt > now) return readyAt
  const taken = await parts.leases.take(keeperOf(post.gateway.id))
  if (!taken.isOurs) return now + taken.waitMs
  const kept = { ...post, lease: taken.lease }
  const learnt = post.gateway.capabilities.listByCondition
    ? await lookAtAll(state, kept, rows)
    : await lookAtSome(
        state,
        kept,
        ripe.map((task) => task.row),
      )
  // Silence of a gateway is not silence of its tasks: after a fault the pace is the usual one.
  post.memory.quietLooks = learnt === 'quiet' ? post.memory.quietLooks + 1 : 0
  if (learnt === 'news') state.onNews()
  // At once again: what was learnt decides when the next look is due.
  return parts.clock.now()
}

async function watched(state: TrackerState, post: Post): Promise<readonly TaskRow[]> {
  const { db, clock, timings } = state.parts
  const since = clock.now() - timings.abandonMs
  const rows = await watchedTasks(db, post.gateway.id, since)
  const known = new Set(rows.map((row) => row.id))
  for (const id of post.memory.lookedAt.keys()) if (!known.has(id)) post.memory.lookedAt.delete(id)
  if (rows.length === 0) post.memory.durations.clear()
  return rows
}

type Due = { row: TaskRow; at: number }

async function dueTimes(
  parts: StudioParts,
  post: Post,
  rows: readonly TaskRow[],
  hints: Hints,
): Promise<readonly Due[]> {
  const due: Due[] = []
  for (const row of rows) {
    const hint = hints.get(row.id)
    const usual = await dueAt(parts, post, row)
    due.push({ row, at: hint?.isOpen === true ? hintedAt(parts, hint, usual) : usual })
  }
  return due.toSorted((a, b) => a.at - b.at)
}

/** What may be followed now goes before all that is merely due. */
function hintedAt({ clock }: StudioParts, { from }: { from: number }, usual: number): number {
  return from <= clock.now() ? 0 : Math.min(from, usual)
}

async function dueAt(parts: StudioParts, post: Post, row: TaskRow): Promise<number> {
  return nextLookAt({
    now: parts.clock.now(),
    lookedAt: post.memory.lookedAt.get(row.id) ?? null,
    acceptedAt: row.accepted_at ?? row.created_at,
    changedAt: row.changed_at,
    progress: row.progress,
    durations: await durationsOf(parts, post, row),
    quietLooks: row.state_name === 'unclear' ? 20 : post.memory.quietLooks,
    stalledMs: parts.timings.stalledMs,
    readsLeft: post.budget.left(parts.clock.now()),
  })
}

/** Read once per kind and busy spell; a finished task of the kind makes it be read anew. */
async function durationsOf(
  parts: StudioParts,
  post: Post,
  row: TaskRow,
): Promise<readonly number[]> {
  const key = `${row.kind} ${row.speed}`
  const known = post.memory.durations.get(key)
  if (known !== undefined) return known
  const durations = await recentDurations(parts.db, post.gateway.id, row.kind, row.speed)
  post.memory.durations.set(key, durations)
  return durations
}

/** One list for everything that runs; what might yet be healed rides along. */
async function lookAtAll(
  state: TrackerState,
  post: KeptPost,
  rows: readonly TaskRow[],
): Promise<Learnt> {
  const { parts } = state
  const chosen = rows
    .toSorted(
      (a, b) => (post.memory.lookedAt.get(a.id) ?? 0) - (post.memory.lookedAt.get(b.id) ?? 0),
    )
    .slice(0, mostInList)
  const since = parts.clock.now() - healableForMs
  const room = Math.min(20, mostInList - chosen.length)
  const extra = room > 0 ? await healableTasks(parts.db, post.gateway.id, since, room) : []
  const asked = [...chosen, ...extra]
  post.budget.take(parts.clock.now())
  const poll = begin(state, post, asked)
  const outcome = await post.gateway.list(asked.map((row) => row.gateway_task_id ?? ''))
  if (outcome.type !== 'listed') return unanswered(state, post, outcome)
  post.breaker.good()
  const reports = new Map(outcome.reports.map((report) => [report.id, report]))
  let learnt: Learnt = 'quiet'
  for (const row of asked) {
    const report = reports.get(row.gateway_task_id ?? '')
    if (report === undefined) await applyMiss(parts, row.id, post.lease)
    else if (await applyReport(parts, row.id, report, poll, post.lease)) learnt = heard(post, row)
  }
  return learnt
}

/** Single looks, the longest due first, as many at once as is polite and as the budget holds. */
async function lookAtSome(
  state: TrackerState,
  post: KeptPost,
  rows: readonly TaskRow[],
): Promise<Learnt> {
  const now = state.parts.clock.now()
  const affordable = rows.slice(0, mostAtOnce).filter(() => post.budget.take(now))
  const news = await Promise.all(affordable.map((row) => lookAtOne(state, post, row)))
  return news.find((learnt) => learnt === 'news') ?? news[0] ?? 'quiet'
}

async function lookAtOne(state: TrackerState, post: KeptPost, row: TaskRow): Promise<Learnt> {
  const { parts } = state
  const { lease } = post
  const poll = begin(state, post, [row])
  const outcome = await post.gateway.fetch(row.gateway_task_id ?? '')
  if (outcome.type === 'key-refused' || outcome.type === 'unreadable') {
    return unanswered(state, post, outcome)
  }
  post.breaker.good()
  if (outcome.type === 'absent') await applyMiss(parts, row.id, lease)
  else if (await applyReport(parts, row.id, outcome.report, poll, lease)) return heard(post, row)
  return 'quiet'
}

/** Numbers a look, and notes who is looked at. */
function begin(state: TrackerState, post: Post, rows: readonly TaskRow[]): number {
  const now = state.parts.clock.now()
  post.breaker.took(now)
  for (const row of rows) {
    post.memory.lookedAt.set(row.id, now)
    const hint = state.hints.get(row.id)
    if (hint?.isOpen === true) state.hints.set(row.id, { from: now, isOpen: false })
  }
  // Another process may have looked meanwhile, and further than we know.
  state.poll = Math.max(state.poll, ...rows.map((row) => row.applied_poll)) + 1
  return state.poll
}

function heard(post: Post, row: TaskRow): Learnt {
  post.memory.durations.delete(`${row.kind} ${row.speed}`)
  return 'news'
}

/** No answer says nothing about any task; a gateway that asks for patience is up. */
function unanswered(
  state: TrackerState,
  post: Post,
  outcome: { type: 'key-refused' } | { type: 'unreadable'; retryAfterMs: number | null },
): Learnt {
  const isPatience = outcome.type === 'unreadable' && outcome.retryAfterMs !== null
  if (!isPatience) post.breaker.bad(state.parts.clock.now())
  return 'fault'
}
