import 'server-only'
/**
 * What the processes on one database call out to each other: that something has been written, that a task is worth a
 * look. They only wake each other. What has changed is read from the database, and since a notice may be lost each
 * process looks for itself every few seconds as well.
 */
import type { SharedDatabase } from '@/lib/db/engine'
import type { Listening } from '@/lib/db/postgres-notices'
import { randomId } from '@/lib/db/ids'
import type { Clock } from './clock'

export type Notices = {
  /** Something has been committed. */
  changed: () => void
  /** A hint that this task has changed at its gateway; its keeper may be another process. */
  look(taskId: string): void
  /** Calls, from now on, for what others say. `onChange` also every few seconds, with or without a word. */
  listen(listeners: { onChange: () => void; onLook: (taskId: string) => void }): void
  stop(): Promise<void>
}

/** Many changes at once are worth one look at all of them. */
const gatherMs = 100

export function createNotices(parts: {
  shared: SharedDatabase | null
  clock: Clock
  timings: { sharedLookMs: number }
}): Notices {
  const { shared, clock, timings } = parts
  if (shared === null) return silence
  const self = randomId()
  const say = announcer(shared)
  let listening: Listening | undefined
  let callOff = () => {}
  let isStopped = false
  return {
    changed: () => say(`${self} changed`),
    look: (taskId) => say(`${self} look ${taskId}`),
    listen({ onChange, onLook }) {
      let isGathering = false
      const tell = () => {
        isGathering = false
        if (!isStopped) onChange()
      }
      listening = shared.listen((text) => {
        const [sender, what, taskId] = text.split(' ')
        if (sender === self) return
        if (what === 'look' && taskId !== undefined) onLook(taskId)
        else if (!isGathering) clock.after(gatherMs, tell)
        isGathering ||= what === 'changed'
      }, tell)
      const again = () => {
        tell()
        if (!isStopped) callOff = clock.after(timings.sharedLookMs, again)
      }
      callOff = clock.after(timings.sharedLookMs, again)
    },
    async stop() {
      isStopped = true
      callOff()
      await listening?.stop()
    },
  }
}

/** For a process that is alone on its database. */
const silence: Notices = {
  changed: () => undefined,
  look: () => undefined,
  listen: () => undefined,
  stop: async () => {},
}

/** One announcement at a time; what is said twice meanwhile is said once. */
function announcer(shared: SharedDatabase): (text: string) => void {
  const waiting = new Set<string>()
  let isBusy = false
  const run = async () => {
    isBusy = true
    for (const text of waiting) {
      waiting.delete(text)
      // Whoever does not hear looks for itself.
      await shared.announce(text).catch(() => undefined)
    }
    isBusy = false
  }
  return (text) => {
    waiting.add(text)
    if (!isBusy) void run()
  }
}
