/** The feed by day, as the person's own clock has them. */
export type Day = {
  /** Local midnight, epoch milliseconds. */ start: number
  ids: readonly string[]
}

/** Keeps the order it is given (newest first) and begins a new day wherever the date changes. */
export function groupByDay(
  ids: readonly string[],
  createdAt: (id: string) => number | undefined,
): readonly Day[] {
  const days: { start: number; ids: string[] }[] = []
  for (const id of ids) {
    const at = createdAt(id)
    const last = days.at(-1)
    // A task whose time is not known (yet) stays with its neighbours instead of opening a day of its own.
    const start = at === undefined ? (last?.start ?? 0) : startOfDay(at)
    if (last?.start === start) last.ids.push(id)
    else days.push({ start, ids: [id] })
  }
  return days
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** Whole days between two local midnights; days of 23 and 25 hours count as one. */
export function daysBetween(earlier: number, later: number): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / 86_400_000)
}
