import 'server-only'
/**
 * [Note: Where time comes from] Everything in the studio that waits or measures asks a `Clock`, never `Date` and
 * never a timer, so that tests move time by hand and a jump of the wall clock moves nothing.
 */
export interface Clock {
  /** Epoch milliseconds that never run backwards within one process. */
  now(): number
  /** Runs once after `ms`; the answer calls it off. */
  after(ms: number, run: () => void): () => void
}

const longestTimer = 2 ** 31 - 1

/** The wall's time at start, carried on by the monotone clock. Timers keep the process alive until the studio is closed. */
export function systemClock(now?: () => number): Clock {
  const epoch = Date.now() - performance.now()
  return {
    now: now ?? (() => Math.floor(epoch + performance.now())),
    after(ms, run) {
      const timer = setTimeout(run, Math.min(Math.max(ms, 0), longestTimer))
      return () => clearTimeout(timer)
    },
  }
}
