/** What a scenario is: one promise of the studio, what is done to break it, and what must be seen afterwards. */

export type Check = {
  /** What is counted, in a few words. */
  what: string
  /** As a person reads it: `0`, `exactly 1,000`, `at most 250 ms`. */
  target: string
  seen: string
  isMet: boolean
  /** Only told: a machine that does something else beside would miss it by itself. */
  isTold?: boolean
}

/** Where a scenario happens. */
export type Stage = {
  /** Decides every choice that is left to chance. */
  seed: number
  /** An empty folder that goes when the scenario is over. */
  folder: string
  /** The cut that belongs to every test run: the same story with smaller numbers. */
  isShort: boolean
  /** Tells how far it is, on a terminal. */
  say: (line: string) => void
}

export type Scenario = {
  name: string
  /** One line: what is done, and to what. */
  about: string
  /** `measures` the machine, and so has it for itself; `works` most of its time, or `waits` through it. */
  pace: 'measures' | 'works' | 'waits'
  run: (stage: Stage) => Promise<readonly Check[]>
}

/** The size of a scenario: all of it, or what fits into every test run. */
export function sized({ isShort }: Pick<Stage, 'isShort'>, all: number, short: number): number {
  return isShort ? short : all
}

/** Nothing of this may happen. */
export function never(what: string, count: number): Check {
  return { what, target: '0', seen: format(count), isMet: count === 0 }
}

export function exactly(what: string, target: number, count: number): Check {
  return { what, target: `exactly ${format(target)}`, seen: format(count), isMet: count === target }
}

export function atMost(what: string, target: number, value: number, unit = ''): Check {
  const end = unit === '' ? '' : ` ${unit}`
  return {
    what,
    target: `at most ${format(target)}${end}`,
    seen: `${format(value)}${end}`,
    isMet: value <= target,
  }
}

/**
 * A limit of time. The short cut shares its machine with whatever else runs there: it tells the time, and judges what
 * no load can change.
 */
export function inTime(
  { isShort }: Pick<Stage, 'isShort'>,
  ...[what, target, value, unit]: Parameters<typeof atMost>
): Check {
  const check = atMost(what, target, value, unit)
  return isShort ? { ...check, isMet: true, isTold: true } : check
}

/** Without this much the scenario has proved nothing. */
export function atLeast(what: string, target: number, value: number): Check {
  return {
    what,
    target: `at least ${format(target)}`,
    seen: format(value),
    isMet: value >= target,
  }
}

/** The value under which `percent` of 100 of them lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0
}

function format(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 })
}
