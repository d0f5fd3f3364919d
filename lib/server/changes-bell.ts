import 'server-only'
import type { Clock } from './clock'

/** Rung after every commit. It only wakes: what has changed is read from the database. */
export type ChangeBell = {
  /** This process has written something. */
  ring(): void
  /** Somebody has, perhaps: wakes, and is not passed on. */
  hear(): void
  /** Resolves at the next ring, after `ms`, or when `signal` is aborted, whichever comes first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** Lets everybody go, for good: whoever waits in a loop must look at `isClosed`, since no wait lasts any more. */
  close(): void
  isClosed(): boolean
}

/** `passOn` is called with each ring, for those who are not in this process. */
export function createBell(clock: Clock, passOn: () => void = () => undefined): ChangeBell {
  const waiting = new Set<() => void>()
  let isClosed = false
  const hear = () => {
    for (const go of waiting) go()
  }
  return {
    ring() {
      hear()
      passOn()
    },
    hear,
    wait(ms, signal) {
      if (isClosed || ms <= 0 || signal?.aborted === true) return Promise.resolve()
      return new Promise((resolve) => {
        const go = () => {
          waiting.delete(go)
          callOff()
          signal?.removeEventListener('abort', go)
          resolve()
        }
        const callOff = clock.after(ms, go)
        waiting.add(go)
        signal?.addEventListener('abort', go)
      })
    },
    close() {
      isClosed = true
      hear()
    },
    isClosed: () => isClosed,
  }
}
