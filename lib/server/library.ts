import 'server-only'
/** What a person has, and what others share with them: pages, single tasks, families, histories. */
import { eventsOf } from '@/lib/db/events'
import type { TaskRow } from '@/lib/db/schema'
import { currentSeq } from '@/lib/db/sequence'
import { familyOf } from '@/lib/db/task-family'
import { feedPage } from '@/lib/db/task-feed'
import { findReadableTask, readableTasks } from '@/lib/db/task-sharing'
import { StudioError } from '@/lib/mj/errors'
import type { Task } from '@/lib/mj/task'
import { assembleTasks } from './library-rows'
import type { FeedPage, HistoryEvent } from './studio'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

const mostInPage = 200
const mostInFamily = 200

export async function readFeed(
  parts: StudioParts,
  viewer: Viewer,
  query: { before?: string | undefined; limit: number },
): Promise<FeedPage> {
  const limit = Math.min(Math.max(1, Math.floor(query.limit)), mostInPage)
  const before = query.before === undefined ? null : readPlace(query.before)
  // The sequence first: what changes between the two reads is told again rather than missed.
  const seq = await currentSeq(parts.db)
  const rows = await feedPage(parts.db, viewer.ownerId, before, limit + 1)
  const page = rows.slice(0, limit)
  const next = rows.length > limit ? String(page.at(-1)?.place) : null
  return { tasks: await assembleTasks(parts.db, viewer.ownerId, page), next, seq }
}

function readPlace(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new StudioError('bad-request', 'not a place in the feed')
}

/** Throws `not-found`, also for another owner's task that is not shared. */
export async function readRowOf(
  parts: Pick<StudioParts, 'db'>,
  viewer: Viewer,
  taskId: string,
): Promise<TaskRow> {
  const row = await findReadableTask(parts.db, viewer.ownerId, taskId)
  if (row === undefined) throw new StudioError('not-found', 'there is no such task')
  return row
}

/** As `readRowOf`, for what only its owner may do. Throws `forbidden` where another shares it. */
export async function ownRowOf(
  parts: Pick<StudioParts, 'db'>,
  viewer: Viewer,
  taskId: string,
): Promise<TaskRow> {
  const row = await readRowOf(parts, viewer, taskId)
  if (row.owner_id !== viewer.ownerId) throw notYours()
  return row
}

/** Said only of what the viewer may see: of anything else they are told that it is not there. */
export function notYours(): StudioError {
  return new StudioError('forbidden', 'this is shared by somebody else; only they can change it')
}

export async function readOneTask(
  parts: StudioParts,
  viewer: Viewer,
  taskId: string,
): Promise<Task> {
  const row = await readRowOf(parts, viewer, taskId)
  const [task] = await assembleTasks(parts.db, viewer.ownerId, [row])
  return task!
}

/** In the order asked for; the ones that are not there are missing. */
export async function readTasks(
  parts: StudioParts,
  viewer: Viewer,
  taskIds: readonly string[],
): Promise<readonly Task[]> {
  const rows = await readableTasks(parts.db, viewer.ownerId, taskIds)
  const tasks = await assembleTasks(parts.db, viewer.ownerId, rows)
  const byId = new Map(tasks.map((task) => [task.id, task]))
  return taskIds.flatMap((id) => byId.get(id) ?? [])
}

export async function readFamily(
  parts: StudioParts,
  viewer: Viewer,
  taskId: string,
): Promise<readonly Task[]> {
  const row = await readRowOf(parts, viewer, taskId)
  const family = await familyOf(parts.db, viewer.ownerId, row, mostInFamily)
  return assembleTasks(parts.db, viewer.ownerId, family)
}

export async function readHistory(
  parts: StudioParts,
  viewer: Viewer,
  taskId: string,
): Promise<readonly HistoryEvent[]> {
  const row = await readRowOf(parts, viewer, taskId)
  return eventsOf(parts.db, row.id)
}

/** Resolves once the submit has been answered in whatever way, or when the time is up. */
export async function waitForAnswer(
  parts: StudioParts,
  viewer: Viewer,
  taskId: string,
  timeoutMs: number,
): Promise<Task> {
  const until = parts.clock.now() + timeoutMs
  const leaving = new AbortController()
  try {
    for (;;) {
      const heard = parts.bell.wait(until - parts.clock.now(), leaving.signal)
      const task = await readOneTask(parts, viewer, taskId)
      const isAnswered = task.state.name !== 'queued' && task.state.name !== 'sending'
      if (isAnswered || parts.clock.now() >= until) return task
      await heard
      // The studio is closing: the database may be gone at the next look, and the submit is safe in it.
      if (parts.bell.isClosed()) return task
    }
  } finally {
    // As with the polls of changes: a wait that was not needed stays in memory until its time is up.
    leaving.abort()
  }
}
