import 'server-only'

/**
 * Whether a gateway answers. After a few failures in a row it is taken to be down: one probe at a time, half a
 * minute apart, whoever it is that wants to talk to it. Any usable answer closes it again.
 */
export type Breaker = {
  readonly isReachable: boolean
  /** The earliest moment at which the next request may leave. */
  readyAt(now: number): number
  /** Call right before a request: while the gateway is down it takes the one probe. */
  took(now: number): void
  good(): void
  bad(now: number): void
}

export function createBreaker(limits: {
  breakerFailures: number
  breakerProbeMs: number
}): Breaker {
  let failures = 0
  let probeAt = -Infinity
  return {
    get isReachable() {
      return failures < limits.breakerFailures
    },
    readyAt(now) {
      return failures < limits.breakerFailures ? now : Math.max(now, probeAt)
    },
    took(now) {
      if (failures >= limits.breakerFailures) probeAt = now + limits.breakerProbeMs
    },
    good() {
      failures = 0
    },
    bad(now) {
      failures += 1
      if (failures === limits.breakerFailures) probeAt = now + limits.breakerProbeMs
    },
  }
}
