import 'server-only'
/** Hints that a task has changed, by task: each brings one look forward, at most one in ten seconds. */
import type { StudioParts } from './studio-parts'

export type Hints = {
  /** False where one is open already. */
  give(taskId: string): boolean
  /** From when on the open one may be followed; null where none is open. */
  openFrom(taskId: string): number | null
  /** The task is being looked at. */
  follow(taskId: string): void
}

export function createHints({ clock, timings }: Pick<StudioParts, 'clock' | 'timings'>): Hints {
  /**
   * From when on an open one is followed, or when it was. A look can have had to wait for the budget, so the ten
   * seconds to the next count from it, and a hint within them is followed at their end.
   */
  const hints = new Map<string, { from: number; isOpen: boolean }>()
  return {
    give(taskId) {
      const now = clock.now()
      // Nobody watches what a hint has waited for that long.
      for (const [id, { from }] of hints) if (now - from >= timings.lookNowMs) hints.delete(id)
      const known = hints.get(taskId)
      if (known?.isOpen === true) return false
      const from = known === undefined ? now : known.from + timings.lookNowMs
      hints.set(taskId, { from, isOpen: true })
      return true
    },
    openFrom(taskId) {
      const hint = hints.get(taskId)
      return hint?.isOpen === true ? hint.from : null
    },
    follow(taskId) {
      if (hints.get(taskId)?.isOpen === true) {
        hints.set(taskId, { from: clock.now(), isOpen: false })
      }
    },
  }
}
