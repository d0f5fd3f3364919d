import { setTimeout as delay } from 'node:timers/promises'

/** Waits until it holds; throws when it has not after `timeoutMs`. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come to pass in time')
    await delay(20)
  }
}
