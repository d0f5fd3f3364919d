import 'server-only'
import type { Clock } from './clock'

export type Loop = {
  /** Runs the step as soon as the one under way is over. */
  wake: () => void
  /** No further step; resolves when the one under way is over. */
  stop: () => Promise<void>
}

/**
 * Runs `step` again and again, never two at a time. A step answers when it wants to run next (epoch milliseconds),
 * or null to sleep until woken. One that throws runs again after a pause: a full disk or a locked database heals.
 */
export function startLoop(
  clock: Clock,
  step: () => Promise<number | null>,
  onFault: (error: unknown) => void,
  faultPauseMs = 2000,
): Loop {
  let running: Promise<void> | undefined
  let isWoken = false
  let isStopped = false
  let callOff = () => {}

  const run = async () => {
    while (isWoken && !isStopped) {
      isWoken = false
      let next: number | null
      try {
        next = await step()
      } catch (error) {
        onFault(error)
        next = clock.now() + faultPauseMs
      }
      callOff()
      if (next !== null && !isStopped) callOff = clock.after(next - clock.now(), wake)
    }
    running = undefined
  }
  const wake = () => {
    isWoken = true
    if (running === undefined && !isStopped) running = run()
  }
  return {
    wake,
    async stop() {
      isStopped = true
      callOff()
      await running
    },
  }
}
