import 'server-only'
import type { Clock } from '../clock'

export type HandClock = Clock & {
  /** Lets time pass: every timer due on the way runs at its own moment, and what it started settles first. */
  advance(ms: number): Promise<void>
  /** Lets everything settle that needs no time. */
  settle(): Promise<void>
}

/** Time moved by hand. Work that touches the disk gets a few turns of the event loop to come back. */
export function handClock(start = 1_700_000_000_000): HandClock {
  let time = start
  let nextId = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  const settle = async () => {
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    now: () => time,
    after(ms, run) {
      const id = (nextId += 1)
      timers.set(id, { at: time + Math.max(0, ms), run })
      return () => timers.delete(id)
    },
    settle,
    async advance(ms) {
      const until = time + ms
      await settle()
      for (;;) {
        const [id, timer] = [...timers].toSorted(([, a], [, b]) => a.at - b.at)[0] ?? []
        if (id === undefined || timer === undefined || timer.at > until) break
        timers.delete(id)
        time = Math.max(time, timer.at)
        timer.run()
        await settle()
      }
      time = until
    },
  }
}
