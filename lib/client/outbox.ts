/**
 * [Note: A click is never lost] What a person submits is written down before it is sent, under a key made at the
 * click, and crossed out when the studio has answered, whatever it answered. So after a reload, a crash or a dead
 * network it is sent again under the same key, and the studio, which knows the key, makes one task of it.
 *
 * Kept in sessionStorage: it outlives a reload but belongs to this tab alone, so two tabs never send for one
 * another. A submission too large for it (pictures) is kept in memory and told so nowhere: it only loses the
 * reload, not the retry.
 */
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { newClientKey } from './client-key'
import { isUnanswered } from './http'
import type { SubmitItem } from './studio-api'

/** Something submitted that the studio has not confirmed yet. `held`: it did not answer; it will be asked again. */
export type Pending = SubmitItem & { at: number; state: 'sending' | 'held' }

export type OutboxOptions = {
  post: (items: readonly SubmitItem[]) => Promise<readonly Task[]>
  /** Called before the entries are crossed out, so that a task is on the screen before its placeholder leaves. */
  receive: (tasks: readonly Task[]) => void
  /** A held entry that the studio would not take when it was sent again: nobody else waits for that answer. */
  refused: (error: unknown) => void
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  now?: () => number
  newKey?: () => string
}

export type Outbox = {
  /**
   * Sends the submissions of one click. Resolves to their tasks. Rejects with the studio's refusal, and also when
   * it does not answer; in that case the entries stay, held, until `flush`.
   */
  submit: (submissions: readonly StudioSubmission[]) => Promise<readonly Task[]>
  /** Sends again whatever is held; called after a reload and when the studio answers again. */
  flush: () => Promise<void>
  /**
   * Crosses out what these tasks came of: the studio may tell of a task before it has answered the submit, and after
   * an answer that was lost.
   */
  recognise: (tasks: readonly Task[]) => void
  /** Takes back something that is held: it is sent no more. */
  discard: (clientKey: string) => void
  /** In the order of the clicks. The same array until something changes. */
  pending: () => readonly Pending[]
  subscribe: (listener: () => void) => () => void
}

const storageKey = 'safelight.outbox'
/** The route takes no more at once. */
const itemsPerPost = 40

export function createOutbox({
  post,
  receive,
  refused,
  storage,
  now = Date.now,
  newKey = newClientKey,
}: OutboxOptions): Outbox {
  let entries = restore(storage)
  /** Tasks of what is being sent at this moment, by key, as far as the studio has told of them. */
  const told = new Map<string, Task | null>()
  const listeners = new Set<() => void>()

  function update(next: readonly Pending[]): void {
    entries = next
    keep(storage, entries)
    for (const listener of listeners) listener()
  }

  const without = (keys: ReadonlySet<string>) =>
    entries.filter(({ clientKey }) => !keys.has(clientKey))
  const mark = (keys: ReadonlySet<string>, state: Pending['state']) =>
    entries.map((entry) => (keys.has(entry.clientKey) ? { ...entry, state } : entry))

  async function send(batch: readonly Pending[]): Promise<readonly Task[]> {
    const keys = new Set(batch.map(({ clientKey }) => clientKey))
    for (const key of keys) told.set(key, null)
    try {
      const tasks = await post(
        batch.map(({ clientKey, submission }) => ({ clientKey, submission })),
      )
      receive(tasks)
      update(without(keys))
      return tasks
    } catch (error) {
      const known = [...keys].flatMap((key) => told.get(key) ?? [])
      // All of one request are committed, or none is.
      if (isUnanswered(error) && known.length === keys.size) return known
      update(isUnanswered(error) ? mark(keys, 'held') : without(keys))
      throw error
    } finally {
      for (const key of keys) told.delete(key)
    }
  }

  /** One batch after the other: the order of the clicks is the order of the queue. */
  async function sendAll(items: readonly Pending[]): Promise<readonly Task[]> {
    const tasks: Task[] = []
    for (let start = 0; start < items.length; start += itemsPerPost) {
      tasks.push(...(await send(items.slice(start, start + itemsPerPost))))
    }
    return tasks
  }

  return {
    submit(submissions) {
      const added = submissions.map((submission): Pending => ({
        clientKey: newKey(),
        submission,
        at: now(),
        state: 'sending',
      }))
      update([...entries, ...added])
      return sendAll(added)
    },
    async flush() {
      const held = entries.filter(({ state }) => state === 'held')
      if (held.length === 0) return
      update(mark(new Set(held.map(({ clientKey }) => clientKey)), 'sending'))
      // One by one: a refusal of one must not take the others, which were other clicks, with it.
      for (const [index, entry] of held.entries()) {
        try {
          await send([entry])
        } catch (error) {
          if (!isUnanswered(error)) {
            refused(error)
            continue
          }
          update(mark(new Set(held.slice(index).map(({ clientKey }) => clientKey)), 'held'))
          return
        }
      }
    },
    recognise(tasks) {
      for (const task of tasks) {
        for (const key of task.clientKeys) if (told.has(key)) told.set(key, task)
      }
      const keys = new Set(tasks.flatMap(({ clientKeys }) => clientKeys))
      if (entries.some(({ clientKey }) => keys.has(clientKey))) update(without(keys))
    },
    discard: (clientKey) => update(without(new Set([clientKey]))),
    pending: () => entries,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function keep(storage: OutboxOptions['storage'], entries: readonly Pending[]): void {
  try {
    if (entries.length === 0) storage.removeItem(storageKey)
    else storage.setItem(storageKey, JSON.stringify(entries))
  } catch {
    // Over the quota: an older list would replay what has been answered, so rather none.
    storage.removeItem(storageKey)
  }
}

/** What a reload left behind was sent or not, nobody knows: it is held, and asked about again. */
function restore(storage: OutboxOptions['storage']): readonly Pending[] {
  const kept = storage.getItem(storageKey)
  if (kept === null) return []
  // Written by `keep` alone.
  return (JSON.parse(kept) as Pending[]).map((entry) => ({ ...entry, state: 'held' }))
}
