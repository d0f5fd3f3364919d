import 'server-only'
import type { Clock } from '../clock'

export type HandClock = Clock & {
  /** Lets time pass: every timer due on the way runs at its own moment, and what it started settles first. */
  advance(ms: number): Promise<void>
  /** Lets everything settle that needs no time. */
  settle(): Promise<void>
  /** How many timers end in exactly so many milliseconds. */
  timersIn(ms: number): number
}

/**
 * Time moved by hand. Work that touches the disk gets a few turns of the event loop to come back; where `isBusy` knows
 * of work that takes longer, they are counted from its end.
 */
export function handClock(
  start = 1_700_000_000_000,
  isBusy: () => boolean = () => false,
): HandClock {
  let time = start
  let nextId = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  const settle = async () => {
    for (let quiet = 0; quiet < 4; quiet = isBusy() ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return {
    // Whole milliseconds, like the clock that it stands for: columns of times hold no others.
    now: () => Math.floor(time),
    after(ms, run) {
      const id = (nextId += 1)
      timers.set(id, { at: time + Math.max(0, ms), run })
      return () => timers.delete(id)
    },
    settle,
    timersIn: (ms) => [...timers.values()].filter(({ at }) => at === time + ms).length,
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
