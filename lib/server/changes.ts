import 'server-only'
/** What is new: the long poll behind `GET /api/changes`. */
import { currentSeq, readSharedNews } from '@/lib/db/sequence'
import { changedTasks } from '@/lib/db/task-feed'
import { StudioError } from '@/lib/mj/errors'
import { assembleTasks } from './library-rows'
import type { Changes } from './studio'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

const mostAtOnce = 1000

/** What changed after `after`; while nothing has, the answer is held open up to `holdMs`. Throws `unavailable`. */
export async function changesAfter(
  parts: StudioParts,
  viewer: Viewer,
  after: number,
  options: { holdMs: number; signal?: AbortSignal | undefined },
): Promise<Changes> {
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  if (options.signal?.aborted === true) leave()
  options.signal?.addEventListener('abort', leave)
  try {
    return await hold(parts, viewer, after, { holdMs: options.holdMs, signal: leaving.signal })
  } finally {
    options.signal?.removeEventListener('abort', leave)
    // A wait that was not needed would keep the whole request in memory until its time is up.
    leave()
  }
}

async function hold(
  parts: StudioParts,
  viewer: Viewer,
  after: number,
  { holdMs, signal }: { holdMs: number; signal: AbortSignal },
): Promise<Changes> {
  const until = parts.clock.now() + holdMs
  for (;;) {
    // The wait begins before the look, so that a change between the two is not slept through.
    const heard = parts.bell.wait(until - parts.clock.now(), signal)
    const changes = await look(parts, viewer, after).catch((cause: unknown) => {
      // The database goes away at the end; whoever asks at that moment asks too late, and nothing is wrong.
      if (!parts.bell.isClosed()) throw cause
      throw new StudioError('unavailable', 'The studio is ending.', { cause })
    })
    const isOver = parts.clock.now() >= until || signal.aborted
    if (changes.tasks.length > 0 || changes.isSharedNew || isOver) return changes
    await heard
    // The studio is closing: the database may be gone at the next look.
    if (parts.bell.isClosed()) return changes
  }
}

async function look(parts: StudioParts, viewer: Viewer, after: number): Promise<Changes> {
  const { rows, seq, isSharedNew } = await parts.db.transaction().execute(async (db) => {
    const newest = await currentSeq(db)
    // A watcher from before the data folder was replaced counts in another sequence: tell everything.
    const from = after > newest ? 0 : after
    return {
      rows: await changedTasks(db, viewer.ownerId, from, mostAtOnce + 1),
      seq: newest,
      isSharedNew: (await readSharedNews(db)) > from,
    }
  })
  const more = rows.length > mostAtOnce
  const page = more ? rows.slice(0, mostAtOnce) : rows
  const tasks = await assembleTasks(parts.db, viewer.ownerId, page)
  return { seq: more ? (page.at(-1)?.seq ?? seq) : seq, tasks, more, isSharedNew }
}
