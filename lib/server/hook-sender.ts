import 'server-only'
/**
 * The other side of hooks: tools that gave a `notifyHook` with their submit are told of every step, as a gateway of
 * the family tells it (gateways.md 5): the whole task, POSTed as JSON. The address is a stranger's, so it is public or
 * it is not called; the body holds nothing that `fetch` would not say. A step that is overtaken is left out, one that
 * cannot be delivered is tried twice more and then lost: a hook is a hint, at our end as well.
 */
import { unfinishedRequests } from '@/lib/db/intents'
import { safePost } from '@/lib/gateway/safe-post'
import { StudioError } from '@/lib/mj/errors'
import type { StudioSubmission } from '@/lib/mj/submission'
import { readTasks } from './library'
import { encodeMjTask, type MjTask } from './mj-task'
import { surroundings } from './ring-address'
import type { StudioParts } from './studio-parts'

export type HookSender = {
  /** Begins to tell of these tasks where their submission asks for it. */
  follow(tasks: readonly { id: string; ownerId: string; submission: StudioSubmission }[]): void
  stop(): void
}

/** Posts a body and answers the status; throws where there was none. */
export type PostHook = (url: string, body: string) => Promise<number>

const mostFollowed = 1000
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
      for (const task of await readTasks(parts, { ownerId }, ids)) {
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
      await deliver(entry, JSON.stringify(task))
      if (entry.waiting === null && isOver(task)) followed.delete(id)
    }
    entry.isBusy = false
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
        followed.set(id, { ownerId, url, step: '', waiting: null, isBusy: false })
      }
      for (const oldest of followed.keys())
        if (followed.size > mostFollowed) followed.delete(oldest)
      if (!isListening && followed.size > 0) void listen()
    },
    stop() {
      isStopped = true
      followed.clear()
      for (const go of pauses) go()
    },
  }
  const unfinished = await unfinishedRequests(parts.db)
  sender.follow(
    unfinished.map(({ task_id, owner_id, request_json }) => ({
      id: task_id,
      ownerId: owner_id,
      submission: JSON.parse(request_json) as StudioSubmission,
    })),
  )
  return sender
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
