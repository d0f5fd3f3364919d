import 'server-only'
import { StudioError } from '@/lib/mj/errors'

/**
 * A token bucket for each key: `burst` at once, then one more every `refillMs`. The function it returns spends
 * one and throws `rate-limited` when there is none.
 */
export function createLimiter(options: {
  burst: number
  refillMs: number
  now: () => number
}): (key: string) => void {
  const { burst, refillMs, now } = options
  const buckets = new Map<string, { left: number; at: number }>()

  /** A bucket that has had time to fill says nothing any more. */
  function forgetFull(time: number): void {
    for (const [key, bucket] of buckets) {
      if (time - bucket.at >= burst * refillMs) buckets.delete(key)
    }
  }

  return (key) => {
    const time = now()
    if (buckets.size >= 1000) forgetFull(time)
    const bucket = buckets.get(key) ?? { left: burst, at: time }
    const left = Math.min(burst, bucket.left + Math.max(0, time - bucket.at) / refillMs)
    if (left < 1) {
      const seconds = Math.ceil(((1 - left) * refillMs) / 1000)
      throw new StudioError('rate-limited', `Too many requests. Try again in ${seconds} s.`)
    }
    buckets.set(key, { left: left - 1, at: time })
  }
}
