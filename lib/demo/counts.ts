import 'server-only'
/** What the gateway saw: the other side's ledger, for tests and for people who wonder. */
import type { Charge } from './task'

export type RequestCount = { total: number; lastMinute: number }

export type DemoCounts = {
  /** By kind: `submit/imagine`, `task/fetch`, `task/list-by-condition`, `picture`, … */
  requests: Readonly<Record<string, RequestCount>>
  /** Submits that arrived, whatever became of them. */
  submits: number
  /** Accepted submits that make pictures; kept across restarts. */
  charges: readonly Charge[]
  pictureReads: number
}

export type Counter = {
  note(kind: string): void
  requests(): Record<string, RequestCount>
  total(matches: (kind: string) => boolean): number
}

const minuteMs = 60_000

export function createCounter(now: () => number): Counter {
  const totals = new Map<string, number>()
  const recent = new Map<string, number[]>()
  const sinceMinute = (times: readonly number[]) => times.filter((time) => time > now() - minuteMs)
  return {
    note(kind) {
      totals.set(kind, (totals.get(kind) ?? 0) + 1)
      const times = recent.get(kind) ?? []
      times.push(now())
      // Pruned in bulk: filtering at every request would make a busy minute quadratic.
      recent.set(kind, times.length % 512 === 0 ? sinceMinute(times) : times)
    },
    requests() {
      return Object.fromEntries(
        [...totals].map(([kind, total]) => [
          kind,
          { total, lastMinute: sinceMinute(recent.get(kind) ?? []).length },
        ]),
      )
    },
    total: (matches) =>
      [...totals].reduce((sum, [kind, count]) => sum + (matches(kind) ? count : 0), 0),
  }
}
