/**
 * Marks on their way to the library. A mark counts at once on the screen; here it waits until the studio has it, over
 * reloads of the page and times without a network. Later marks of a picture take the place of earlier ones.
 */
import type { FrameMarks, FrameSelection } from '@/lib/mj/library'
import { isUnanswered } from './http'

export type MarkWrite = { id: string; marks: FrameMarks }

type Pending = Readonly<Record<string, FrameMarks>>

export type MarkOutboxOptions = {
  send: (selection: FrameSelection, marks: FrameMarks) => Promise<unknown>
  /** Keeps what is pending for as long as the tab lives. */
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** The studio has some of it. */
  onSent: (ids: readonly string[]) => void
  /** The studio would not have the mark of one picture, which is forgotten. */
  onRefused: (id: string, error: unknown) => void
  wait?: (ms: number) => Promise<void>
}

export type MarkOutbox = ReturnType<typeof createMarkOutbox>

const storeKey = 'safelight.marks'
const backoffMs = [1000, 2000, 4000, 8000, 15_000] as const
/** As many as the studio takes by name. */
const mostAtOnce = 200

export function createMarkOutbox(options: MarkOutboxOptions) {
  const { send, store, onSent, onRefused, wait = waitFor } = options
  let pending = read(store)
  let holds = 0
  let failures = 0
  let isRunning = false
  const listeners = new Set<() => void>()

  function change(next: Pending): void {
    pending = next
    if (Object.keys(pending).length === 0) store.removeItem(storeKey)
    else store.setItem(storeKey, JSON.stringify(pending))
    tell()
  }
  const tell = () => listeners.forEach((listener) => listener())

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (holds === 0 && Object.keys(pending).length > 0) {
      if (await sendOne()) {
        failures = 0
        continue
      }
      failures += 1
      tell()
      await wait(backoffMs[Math.min(failures, backoffMs.length) - 1]!)
    }
    isRunning = false
    tell()
  }

  /** False when nobody answered. */
  async function sendOne(): Promise<boolean> {
    const [ids, marks] = nextBatch(pending)
    const sent = Object.fromEntries(ids.map((id) => [id, pending[id]!]))
    try {
      await send({ ids }, marks)
    } catch (error) {
      if (isUnanswered(error)) return false
      await sendAlone(sent, error)
      return true
    }
    settle(sent)
    onSent(ids)
    return true
  }

  /** A mark is refused with all that went along; one of them may be of a picture that is no longer there. */
  async function sendAlone(sent: Pending, refusal: unknown): Promise<void> {
    const ids = Object.keys(sent)
    for (const id of ids) {
      const one = { [id]: sent[id]! }
      try {
        if (ids.length === 1) throw refusal
        await send({ ids: [id] }, sent[id]!)
        settle(one)
        onSent([id])
      } catch (error) {
        if (isUnanswered(error)) return
        settle(one)
        onRefused(id, error)
      }
    }
  }

  /** What was marked anew meanwhile stays. */
  function settle(sent: Pending): void {
    change(Object.fromEntries(Object.entries(pending).filter(([id, marks]) => sent[id] !== marks)))
  }

  return {
    add: (writes: readonly MarkWrite[]): void => {
      if (writes.length === 0) return
      const merged = writes.map(({ id, marks }) => [id, { ...pending[id], ...marks }] as const)
      change({ ...pending, ...Object.fromEntries(merged) })
      void run()
    },
    /** Nothing goes out until the returned function is called: what is being read must not change meanwhile. */
    hold: (): (() => void) => {
      holds += 1
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds -= 1
        void run()
      }
    },
    pending: () => pending,
    /** True while the studio does not answer. */
    isFailing: () => failures > 0 && Object.keys(pending).length > 0,
    flush: () => void run(),
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Those that are marked alike go together. */
function nextBatch(pending: Pending): readonly [readonly string[], FrameMarks] {
  const [, marks] = Object.entries(pending)[0]!
  const alike = Object.entries(pending).filter(([, other]) => isAlike(marks, other))
  return [alike.slice(0, mostAtOnce).map(([id]) => id), marks]
}

function isAlike(a: FrameMarks, b: FrameMarks): boolean {
  return a.favourite === b.favourite && a.kept === b.kept && a.trashed === b.trashed
}

function read(store: MarkOutboxOptions['store']): Pending {
  try {
    const value: unknown = JSON.parse(store.getItem(storeKey) ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Pending) : {}
  } catch {
    // Not ours, then; there is nothing to send.
    return {}
  }
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
