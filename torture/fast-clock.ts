/** A clock that runs faster than the wall's: an hour of outage with the product's own timings, in half a minute. */
import type { Clock } from '@/lib/server/clock'

export type FastClock = Clock & {
  /** From now on so many of its seconds pass in one of ours. */
  run(speed: number): void
}

export function fastClock(speed: number): FastClock {
  let [pace, sinceReal, since] = [speed, performance.now(), Date.now()]
  const exact = () => since + (performance.now() - sinceReal) * pace
  const timers = new Map<object, { at: number; run: () => void; timer: NodeJS.Timeout }>()
  const start = (key: object, at: number, run: () => void) => {
    const fire = () => {
      timers.delete(key)
      run()
    }
    const timer = setTimeout(fire, Math.max(0, at - exact()) / pace)
    timers.set(key, { at, run, timer })
  }
  return {
    now: () => Math.floor(exact()),
    after(ms, run) {
      const key = {}
      start(key, exact() + Math.max(0, ms), run)
      return () => {
        clearTimeout(timers.get(key)?.timer)
        timers.delete(key)
      }
    },
    run(next) {
      const now = exact()
      ;[pace, sinceReal, since] = [next, performance.now(), now]
      for (const [key, { at, run, timer }] of timers) {
        clearTimeout(timer)
        start(key, at, run)
      }
    },
  }
}
