import 'server-only'
import { StudioError } from '@/lib/mj/errors'

/**
 * Waits for `work` at most `ms` milliseconds, then aborts `controller` and throws `StudioError('gateway-timeout')`
 * even if the work ignores the abort.
 */
export async function beforeDeadline<T>(
  work: Promise<T>,
  ms: number,
  controller: AbortController,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StudioError('gateway-timeout', `no answer within ${ms} ms`))
      controller.abort()
    }, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
