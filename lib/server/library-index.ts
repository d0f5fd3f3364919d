import 'server-only'
/**
 * Keeps tasks findable.
 *
 * [Note: The index follows the sequence]
 * Whatever changes a task moves it in the studio's one sequence, so what has to be looked at anew is whatever moved
 * since the last look, whoever moved it and why: a note, a healed task, a new child, an import, and, from zero,
 * everything there was before there was a library. The moment up to which has been looked is a row, moved in the
 * transaction that writes the terms. Searches catch up before they look, so they never miss what somebody has just
 * done; only when much is left (the first start after an update) do they answer with what is there so far.
 */
import { framedTasks, putFrames } from '@/lib/db/frames'
import { requestsWithMask } from '@/lib/db/intents'
import { picturesOf } from '@/lib/db/pictures'
import type { Db, TaskRow } from '@/lib/db/schema'
import { sharedOwner } from '@/lib/db/tables/library'
import { currentSeq, lockIndexed, lockSeq, readIndexed, setIndexed } from '@/lib/db/sequence'
import { childrenOf } from '@/lib/db/task-family'
import { countChangedSince, tasksChangedSince } from '@/lib/db/task-feed'
import { isReadable, isSharedNow } from '@/lib/db/task-sharing'
import { tasksNamed } from '@/lib/db/tasks'
import { putTerms } from '@/lib/db/terms'
import { videosOf } from '@/lib/db/videos'
import { groupBy } from './library-rows'
import { indexOfTask, sharedIndexOfTask, type TaskFacts } from './library-terms'
import { type Loop, startLoop } from './loop'
import type { StudioParts } from './studio-parts'

export type LibraryIndex = {
  /** Looks at what has changed. False where more is left than anybody should wait for. */
  catchUp(): Promise<boolean>
  stop(): Promise<void>
}

/** About 50 ms of work, in which nobody else writes. */
const tasksAtOnce = 200
const mostToWaitFor = 1000
/** Nobody waits for the background: it leaves the others as much time as it takes. */
const pauseMs = 20
/** Searches look by themselves; this keeps what is left for them little. */
const idleMs = 10 * 60_000

export function startLibraryIndex(parts: StudioParts): LibraryIndex {
  const step = async () => {
    const isMoreLeft = await indexSome(parts.db)
    return parts.clock.now() + (isMoreLeft ? pauseMs : idleMs)
  }
  const loop: Loop = startLoop(parts.clock, step, (error) => parts.onFault('library', error))
  loop.wake()
  return {
    async catchUp() {
      const from = await readIndexed(parts.db)
      if ((await countChangedSince(parts.db, from, mostToWaitFor + 1)) > mostToWaitFor) return false
      await indexEverything(parts.db)
      return true
    },
    stop: loop.stop,
  }
}

/** Resolves once the index has caught up with the sequence; for tests and for what runs without a studio. */
export async function indexEverything(db: Db): Promise<void> {
  for (;;) if (!(await indexSome(db))) return
}

/** True where more is left. */
async function indexSome(connection: Db): Promise<boolean> {
  return connection.transaction().execute(async (db) => {
    const from = await lockIndexed(db)
    const newest = await currentSeq(db)
    const rows = await tasksChangedSince(db, from, tasksAtOnce)
    await indexTasks(db, rows)
    const isMoreLeft = rows.length === tasksAtOnce
    await setIndexed(db, isMoreLeft ? rows.at(-1)!.seq : newest)
    return isMoreLeft
  })
}

/**
 * Does work that moves tasks in the sequence and leaves nothing to be indexed: where everything was, everything is. Call
 * it first in a transaction: nobody else indexes or takes a number until it has ended, in this order everywhere.
 */
export async function keepIndexed(db: Db, work: () => Promise<void>): Promise<void> {
  const indexed = await lockIndexed(db)
  await lockSeq(db)
  const isCurrent = (await countChangedSince(db, indexed, 1)) === 0
  await work()
  if (isCurrent) await setIndexed(db, await currentSeq(db))
}

/**
 * Frames what has pictures and no frame yet, and writes under which terms each task is found by its owner, and while it
 * is shared by everybody.
 */
export async function indexTasks(db: Db, rows: readonly TaskRow[]): Promise<void> {
  const done = rows.filter((row) => row.state_name === 'done')
  const ids = done.map((row) => row.id)
  const pictures = groupBy(await picturesOf(db, ids), (picture) => picture.task_id)
  const framed = new Set(await framedTasks(db, ids))
  for (const task of done) {
    const own = pictures.get(task.id)
    if (own !== undefined && !framed.has(task.id)) await putFrames(db, task, own)
  }
  const factsOf = await neighboursOf(db, done)
  await putTerms(
    db,
    rows.flatMap((task) => {
      const { owner_id, place } = task
      const own = task.state_name === 'done' ? pictures.get(task.id) : undefined
      const facts = own && { pictures: own, ...factsOf(task) }
      const nothing = { place, words: new Set<string>(), text: '' }
      return [
        facts ? indexOfTask(task, facts) : { ...nothing, owner_id },
        facts && isSharedNow(task)
          ? sharedIndexOfTask(task, facts)
          : { ...nothing, owner_id: sharedOwner },
      ]
    }),
  )
}

/** What the neighbours of some tasks' rows tell of each. */
async function neighboursOf(
  db: Db,
  tasks: readonly TaskRow[],
): Promise<(task: TaskRow) => Omit<TaskFacts, 'pictures'>> {
  const ids = tasks.map((row) => row.id)
  const films = new Set((await videosOf(db, ids)).map((video) => video.task_id))
  const masks = new Set(await requestsWithMask(db, ids))
  const children = groupBy(await childrenOf(db, ids), (child) => child.parent_id ?? '')
  const parentIds = tasks.flatMap((row) => (isSharedNow(row) ? (row.parent_id ?? []) : []))
  const parents = await tasksNamed(db, [...new Set(parentIds)])
  const shared = new Set(parents.filter(isSharedNow).map((row) => row.id))
  return (task) => {
    const own = children.get(task.id) ?? []
    return {
      hasFilm: films.has(task.id),
      hasMask: masks.has(task.id),
      hasChildren: own.some((child) => isReadable(child, task.owner_id)),
      hasSharedParent: shared.has(task.parent_id ?? ''),
      hasSharedChildren: own.some(isSharedNow),
    }
  }
}
