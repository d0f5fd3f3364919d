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

/**
 * The time of a database that several processes share, carried on by our own monotone clock. Asked for again, it
 * follows a drift and ignores a jump: waits that have begun must not end a day early or never.
 */
export async function databaseClock(
  ask: () => Promise<number>,
): Promise<Clock & { follow(): Promise<void> }> {
  const measure = async () => {
    const before = performance.now()
    const there = await ask()
    const after = performance.now()
    return { ahead: there - (before + after) / 2, unsureMs: (after - before) / 2 }
  }
  let { ahead } = await measure()
  let latest = 0
  return {
    ...systemClock(() => (latest = Math.max(latest, Math.floor(ahead + performance.now())))),
    async follow() {
      const { ahead: now, unsureMs } = await measure()
      if (unsureMs <= 250 && Math.abs(now - ahead) <= mostDriftMs) ahead = now
    },
  }
}

/** Between two measurements; more than this is a clock that somebody has set. */
const mostDriftMs = 2000

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
