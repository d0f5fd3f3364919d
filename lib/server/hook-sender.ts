import 'server-only'
/**
 * The other side of hooks: tools that gave a `notifyHook` with their submit are told of every step, as a gateway of
 * the family tells it (gateways.md 5): the whole task, POSTed as JSON. The address is a stranger's, so it is public or
 * it is not called; the body holds nothing that `fetch` would not say. A step that is overtaken is left out, one that
 * cannot be delivered is tried twice more and then lost: a hook is a hint, at our end as well. Where several processes
 * share the work a task is told of by the one that took its submit, and after that one's end by whoever finds its lease.
 */
import { requestsToTellOf, unfinishedRequests } from '@/lib/db/intents'
import type { IntentRow } from '@/lib/db/schema'
import { safePost } from '@/lib/gateway/safe-post'
import { StudioError } from '@/lib/mj/errors'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Lease } from './leases'
import { readTasks } from './library'
import { startLoop } from './loop'
import { encodeMjTask, type MjTask } from './mj-task'
import { isRemoved, viewerOf } from './member-state'
import { surroundings } from './ring-address'
import type { StudioParts } from './studio-parts'

export type HookSender = {
  /** Begins to tell of these tasks where their submission asks for it. */
  follow(tasks: readonly { id: string; ownerId: string; submission: StudioSubmission }[]): void
  stop(): Promise<void>
}

/** Posts a body and answers the status; throws where there was none. */
export type PostHook = (url: string, body: string) => Promise<number>

const mostFollowed = 1000
const leases = 'hook:'
const mostAtOnce = 4
/** Between one try and the next. */
const pausesMs = [2000, 15_000]

type Followed = {
  ownerId: string
  url: string
  /** Status and progress that were taken up last. */
  step: string
  /** What is to be told next; overtaken by whatever comes after it. */
  waiting: MjTask | null
  isBusy: boolean
  /** See [Note: One keeper for each task] in leases.ts. */
  lease: Lease | null
}

export async function startHookSender(
  parts: StudioParts,
  post: PostHook = safePost,
): Promise<HookSender> {
  const followed = new Map<string, Followed>()
  const turns = createTurns(mostAtOnce)
  const pauses = new Set<() => void>()
  let isStopped = false
  let isListening = false

  /** Looks after every commit while there is anybody to tell, and costs nothing while there is not. */
  async function listen(): Promise<void> {
    isListening = true
    while (followed.size > 0 && !isStopped) {
      const heard = parts.bell.wait(60_000)
      await look().catch((error: unknown) => isStopped || parts.onFault('hooks', error))
      await heard
    }
    isListening = false
  }

  async function look(): Promise<void> {
    for (const ownerId of new Set([...followed.values()].map((entry) => entry.ownerId))) {
      const ids = [...followed].flatMap(([id, entry]) => (entry.ownerId === ownerId ? [id] : []))
      // Tools of somebody who was removed hear nothing more, whatever still comes of their tasks.
      if (await isRemoved(parts.db, ownerId)) {
        ids.forEach(forget)
        continue
      }
      for (const task of await readTasks(parts, viewerOf(ownerId), ids)) {
        const entry = followed.get(task.id)
        const said = encodeMjTask(task, parts.hooks.origin ?? surroundings().origin)
        const step = `${said.status} ${said.progress}`
        if (entry === undefined || entry.step === step || said.status === 'NOT_START') continue
        Object.assign(entry, { step, waiting: said })
        if (!entry.isBusy) void tell(task.id, entry)
      }
    }
  }

  async function tell(id: string, entry: Followed): Promise<void> {
    entry.isBusy = true
    while (entry.waiting !== null && !isStopped) {
      const task = entry.waiting
      entry.waiting = null
      if (!(await claim(id, entry))) break
      await deliver(entry, JSON.stringify(task))
      if (entry.waiting === null && isOver(task)) forget(id)
    }
    entry.isBusy = false
  }

  /** False, and it is forgotten here, where another process tells of it. In doubt it is better told twice. */
  async function claim(id: string, entry: Followed): Promise<boolean> {
    const taken = await parts.leases.take(`${leases}${id}`).catch((error: unknown) => {
      parts.onFault('hooks', error)
    })
    if (taken === undefined) return true
    if (taken.isOurs) entry.lease = taken.lease
    else followed.delete(id)
    return taken.isOurs
  }

  function forget(id: string): void {
    const lease = followed.get(id)?.lease
    followed.delete(id)
    lease?.release().catch((error: unknown) => parts.onFault('hooks', error))
  }

  /** Until it is taken, given up or overtaken. */
  async function deliver(entry: Followed, body: string): Promise<void> {
    for (const pauseMs of [...pausesMs, null]) {
      if (await turns.take(() => isTaken(post(entry.url, body)))) return
      if (pauseMs === null || entry.waiting !== null || isStopped) return
      await pause(pauseMs)
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        pauses.delete(go)
        callOff()
        resolve()
      }
      const callOff = parts.clock.after(ms, go)
      pauses.add(go)
    })
  }

  const sender: HookSender = {
    follow(tasks) {
      for (const { id, ownerId, submission } of tasks) {
        const { notifyHook: url } = submission
        if (!url || followed.has(id)) continue
        const entry = { ownerId, url, step: '', waiting: null, isBusy: false, lease: null }
        followed.set(id, entry)
        void claim(id, entry)
      }
      for (const oldest of followed.keys()) if (followed.size > mostFollowed) forget(oldest)
      if (!isListening && followed.size > 0) void listen()
    },
    async stop() {
      isStopped = true
      followed.clear()
      for (const go of pauses) go()
      await inheriting.stop()
    },
  }

  /** Takes over what a process that has ended was telling of. */
  async function inherit(): Promise<number | null> {
    if (!parts.leases.isShared) return null
    const orphans = await parts.leases.orphans(leases)
    const ids = orphans.map((name) => name.slice(leases.length))
    sender.follow((await requestsToTellOf(parts.db, ids)).map(requested))
    return parts.clock.now() + parts.timings.keeperLeaseMs
  }

  sender.follow((await unfinishedRequests(parts.db)).map(requested))
  const inheriting = startLoop(parts.clock, inherit, (error) => parts.onFault('hooks', error))
  inheriting.wake()
  return sender
}

function requested(row: Pick<IntentRow, 'task_id' | 'owner_id' | 'request_json'>) {
  const submission = JSON.parse(row.request_json) as StudioSubmission
  return { id: row.task_id, ownerId: row.owner_id, submission }
}

/** Whether there is nothing more to be done about it. An address that is not public will not become so. */
async function isTaken(posted: Promise<number>): Promise<boolean> {
  try {
    const status = await posted
    return status < 500 && status !== 429
  } catch (error) {
    return error instanceof StudioError && error.kind === 'forbidden'
  }
}

/** At most `most` at once, the others in the order in which they came. */
function createTurns(most: number): { take<T>(work: () => Promise<T>): Promise<T> } {
  const queue: (() => void)[] = []
  let busy = 0
  return {
    async take(work) {
      if (busy >= most) await new Promise<void>((resolve) => queue.push(resolve))
      else busy += 1
      try {
        return await work()
      } finally {
        // The place is handed over, so that nobody who comes between can take it.
        const next = queue.shift()
        if (next) next()
        else busy -= 1
      }
    },
  }
}

function isOver({ status }: MjTask): boolean {
  return status === 'SUCCESS' || status === 'FAILURE' || status === 'CANCEL'
}
