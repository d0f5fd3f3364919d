/** What a figure is: something of the studio that can be counted or timed, beside a reference from the same run. */

/** The same by a plainer way, in this very run and on this very machine. */
export type Reference = { what: string; value: number }

export type Row = {
  name: string
  value: number
  /** `ms`, `kB`, `MB/h`; empty for a plain count. */
  unit: string
  reference: Reference | null
  /** Value by reference; null where there is none, or where it is nothing. */
  ratio: number | null
  /** What the value should be at most. */
  goal: number | null
  /** Null without a goal. */
  isMet: boolean | null
}

/** Where a figure is taken. */
export type Stage = {
  /** An empty folder that goes when the figure is taken. */
  folder: string
  /** The same with smaller numbers: shows that it runs, and is no figure. */
  isShort: boolean
  /** Tells how far it is, on a terminal. */
  say: (line: string) => void
}

export type Figure = {
  name: string
  /** One line: what is measured, and against what. */
  about: string
  run: (stage: Stage) => Promise<readonly Row[]>
}

export function row(
  name: string,
  value: number,
  unit: string,
  against: { reference?: Reference; goal?: number } = {},
): Row {
  const { reference = null, goal = null } = against
  const ratio = reference === null || reference.value === 0 ? null : value / reference.value
  // What could not be measured meets nothing.
  const isMet = goal === null ? null : value <= goal
  return { name, value, unit, reference, ratio, goal, isMet }
}

/** The value under which a share (0 to 1) of them lies; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** How much `values`, one each `step`, grow by one unit of it: the line through them with the least squares. */
export function slope(values: readonly number[], step: number): number {
  const [x, y] = [mean(values.map((_, n) => n * step)), mean(values)]
  const over = values.reduce((sum, value, n) => sum + (n * step - x) * (value - y), 0)
  return over / values.reduce((sum, _, n) => sum + (n * step - x) ** 2, 0)
}
