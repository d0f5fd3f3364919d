import 'server-only'

/** How fast one gateway may be sent submits: freely, or one a second after it has said that it is too much. */
export type Pace = {
  /** The earliest moment at which the next send may leave. */
  readyAt(now: number): number
  sent(now: number): void
  limited(now: number, pauseMs: number): void
}

const throttledGapMs = 1000

export function createPace(throttleMs: number): Pace {
  let lastSent = -Infinity
  let pausedUntil = -Infinity
  let throttledUntil = -Infinity
  return {
    readyAt(now) {
      const gap = now < throttledUntil ? lastSent + throttledGapMs : now
      return Math.max(now, gap, pausedUntil)
    },
    sent(now) {
      lastSent = now
    },
    limited(now, pauseMs) {
      pausedUntil = Math.max(pausedUntil, now + pauseMs)
      throttledUntil = Math.max(throttledUntil, now + pauseMs + throttleMs)
    },
  }
}
