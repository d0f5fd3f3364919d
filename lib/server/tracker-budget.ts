import 'server-only'

/**
 * Reads of one gateway: a bucket of 5 that gains one every 3 seconds, so that no window of 60 seconds ever sees
 * more than 25, however many tasks run. The bucket is what a quiet stretch saves up for the end of a task.
 */
export type Budget = {
  /** Takes a read, or answers false. */
  take(now: number): boolean
  /** How many reads could be had at once, 0 to 5. */
  left(now: number): number
  /** When the next read can be had, with so many left over afterwards. */
  readyAt(now: number, leftOver?: number): number
}

/** What a quiet stretch saves up at most. */
export const mostReads = 5
/** Milliseconds in which one read is gained. */
export const refillMs = 3000

export function createBudget(): Budget {
  let tokens = mostReads
  let at: number | undefined
  const refill = (now: number) => {
    tokens = Math.min(mostReads, tokens + Math.max(0, now - (at ?? now)) / refillMs)
    at = now
  }
  // Sums of thirds of a millisecond must not postpone a read by one more tick.
  const has = (reads: number) => tokens >= reads - 1e-9
  return {
    take(now) {
      refill(now)
      if (!has(1)) return false
      tokens -= 1
      return true
    },
    left(now) {
      refill(now)
      return Math.floor(tokens + 1e-9)
    },
    readyAt(now, leftOver = 0) {
      refill(now)
      const reads = 1 + leftOver
      return has(reads) ? now : now + Math.ceil((reads - tokens) * refillMs)
    },
  }
}
