import 'server-only'
/**
 * What can go wrong, by name, as seen in the wild (gateways.md chapters 8 and 10). Seeded: the same plan meets
 * the same requests in the same order in the same way.
 */
import { chance } from './scene/noise'

/** Befall a request before anything is accepted. */
const earlyFaults = [
  'slow',
  'rate-limit',
  'rate-limit-retry-after',
  'html-502',
  'html-200',
  'reset-before-accept',
] as const
/** Befall the answer after the submit was accepted, and charged. */
const lateFaults = [
  'reset-after-accept',
  'timeout',
  'empty-200',
  'cut-json',
  'html-502-after-accept',
] as const
/** Bend answers into shapes that foreign gateways send. */
const shapeFaults = ['number-ids', 'string-code', 'null-buttons', 'null-properties'] as const
/** Befall one task for its whole life. */
const taskFaults = [
  'progress-words',
  'stuck',
  'vanish',
  'expired-image',
  'late-failure',
  'snowflake-ids',
] as const
const hookFaults = ['duplicate-hooks', 'reordered-hooks'] as const

export const faultNames = [
  ...earlyFaults,
  ...lateFaults,
  ...shapeFaults,
  ...taskFaults,
  ...hookFaults,
] as const
export type FaultName = (typeof faultNames)[number]
export type TaskFault = (typeof taskFaults)[number]

/** Which requests a fault may meet. */
export type FaultScope = 'submit' | 'read' | 'all'

export type FaultRule = {
  name: FaultName
  /** 0 to 1: how often it strikes. */
  rate: number
  /** How many times it still may strike; null for ever. */
  next: number | null
  /** Milliseconds it takes, where that means something. */
  ms: number | null
  on: FaultScope
}
export type FaultPlan = { seed: number; rules: readonly FaultRule[] }

export const noFaults: FaultPlan = { seed: 1, rules: [] }

/**
 * Reads `name key=value …, name …`, for instance
 * `slow rate=0.2 ms=3000, html-502 next=3 on=read, stuck next=1, seed=7`. Without `rate` and `next` a fault always
 * strikes; with `next` alone it strikes that many times and is over. Throws `Error` naming what it cannot read.
 */
export function parseFaults(text: string): FaultPlan {
  let seed = 1
  const rules: FaultRule[] = []
  for (const entry of text.split(/[,;]/).map((part) => part.trim())) {
    if (entry === '') continue
    const [, seeded] = /^seed=(\d+)$/.exec(entry) ?? []
    if (seeded !== undefined) seed = Number(seeded)
    else rules.push(parseRule(entry))
  }
  return { seed, rules }
}

function parseRule(entry: string): FaultRule {
  const [word = '', ...settings] = entry.split(/\s+/)
  const name = faultNames.find((known) => known === word)
  if (!name) throw new Error(`unknown fault "${word}"; known are ${faultNames.join(', ')}`)
  const rule: FaultRule = { name, rate: 1, next: null, ms: null, on: 'submit' }
  for (const setting of settings) {
    const [key = '', value = ''] = setting.split('=')
    const number = Number(value)
    if (key === 'rate' && number >= 0 && number <= 1) rule.rate = number
    else if (key === 'next' && Number.isInteger(number) && number >= 0) rule.next = number
    else if (key === 'ms' && number >= 0) rule.ms = number
    else if (key === 'on' && (value === 'submit' || value === 'read' || value === 'all'))
      rule.on = value
    else throw new Error(`fault "${name}" does not understand "${setting}"`)
  }
  return rule
}

export type Faults = {
  /** Asks whether a fault strikes now, and uses it up when it does. */
  take(name: FaultName, scope?: 'submit' | 'read'): FaultRule | undefined
  /** Replaces the plan; counters begin anew. */
  set(plan: FaultPlan): void
  readonly plan: FaultPlan
}

export function createFaults(initial: FaultPlan): Faults {
  let plan: FaultPlan = initial
  let rules: FaultRule[] = []
  let draws = 0
  const set = (next: FaultPlan) => {
    plan = next
    rules = next.rules.map((rule) => ({ ...rule }))
    draws = 0
  }
  set(initial)
  return {
    set,
    get plan() {
      return { seed: plan.seed, rules }
    },
    take(name, scope) {
      const rule = rules.find(
        (candidate) =>
          candidate.name === name &&
          candidate.next !== 0 &&
          (scope === undefined || candidate.on === 'all' || candidate.on === scope),
      )
      if (!rule) return undefined
      draws += 1
      if (rule.rate < 1 && chance(plan.seed, 0, draws) >= rule.rate) return undefined
      if (rule.next !== null) rule.next -= 1
      return { ...rule }
    },
  }
}
