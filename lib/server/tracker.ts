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
import { createHints, type Hints } from './tracker-hints'
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

type Post = Watch & {
  memory: Memory
  /**
   * So many reads are left for the word of a gateway that calls when a task has changed: at the end of a task its own
   * looks would just have used up the last one.
   */
  reserve: number
}

/** One whose tasks are this process' to look at. */
type KeptPost = Post & { lease: Lease | null }

const mostInList = 100
const mostAtOnce = 4
const healableForMs = 60 * 60_000

export async function startTracker(parts: StudioParts, onNews: () => void): Promise<Tracker> {
  const memories = new Map<string, Memory>()
  const hints = createHints(parts)
  const state = { parts, hints, onNews, poll: await highestPoll(parts.db) }
  const loop = startGatewayLoops(parts, 'tracker', (watch) => {
    const { id } = watch.gateway
    const memory = memories.get(id) ?? { lookedAt: new Map(), durations: new Map(), quietLooks: 0 }
    memories.set(id, memory)
    return visit(state, { ...watch, memory, reserve: isTold(parts, id) ? 1 : 0 })
  })
  return {
    wake: loop.wake,
    lookNow(taskId) {
      if (hints.give(taskId)) loop.wake()
    },
    stop: loop.stop,
  }
}

type TrackerState = {
  parts: StudioParts
  hints: Hints
  onNews: () => void
  /** Number of the latest look begun: the order of looks, whatever the clocks say. */
  poll: number
}

type Learnt = 'news' | 'quiet' | 'fault'

function isTold({ hooks, gateways }: StudioParts, gatewayId: string): boolean {
  return hooks.origin !== null && gateways.connection(gatewayId)?.options.notify === true
}

/** Looks if something is due; answers when to come back, or null while nothing runs. */
async function visit(state: TrackerState, post: Post): Promise<number | null> {
  const { parts } = state
  const now = parts.clock.now()
  const rows = await watched(state, post)
  if (rows.length === 0) return null
  const due = await dueTimes(state, post, rows)
  const ripe = due.filter((task) => task.at <= now)
  const first = Math.min(...due.map((task) => task.at))
  if (ripe.length === 0) return first
  const leftOver = ripe.some((task) => task.isHinted) ? 0 : post.reserve
  const readyAt = Math.max(post.budget.readyAt(now, leftOver), post.breaker.readyAt(now))
  if (readyAt > now) return readyAt
  const taken = await parts.leases.take(keeperOf(post.gateway.id))
  if (!taken.isOurs) return now + taken.waitMs
  const kept = { ...post, lease: taken.lease }
  const learnt = post.gateway.capabilities.listByCondition
    ? await lookAtAll(state, kept, rows)
    : await lookAtSome(state, kept, ripe)
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

/** `isHinted`: a hint may be followed now. */
type Due = { row: TaskRow; at: number; isHinted: boolean }

async function dueTimes(
  { parts, hints }: TrackerState,
  post: Post,
  rows: readonly TaskRow[],
): Promise<readonly Due[]> {
  const due: Due[] = []
  for (const row of rows) {
    const usual = await dueAt(parts, post, row)
    const from = hints.openFrom(row.id) ?? Infinity
    const isHinted = from <= parts.clock.now()
    // What may be followed now goes before all that is merely due.
    due.push({ row, at: isHinted ? 0 : Math.min(from, usual), isHinted })
  }
  return due.toSorted((a, b) => a.at - b.at)
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
    readsLeft: Math.max(0, post.budget.left(parts.clock.now()) - post.reserve),
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
  ripe: readonly Due[],
): Promise<Learnt> {
  const { budget, reserve } = post
  const now = state.parts.clock.now()
  const affordable = ripe
    .slice(0, mostAtOnce)
    .filter(({ isHinted }) => budget.left(now) > (isHinted ? 0 : reserve) && budget.take(now))
  const news = await Promise.all(affordable.map(({ row }) => lookAtOne(state, post, row)))
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
    state.hints.follow(row.id)
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
