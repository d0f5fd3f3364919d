import 'server-only'
/**
 * When to look at a task next. Pure: facts in, a moment out. Reads are scarce (tracker-budget.ts), so they are spent
 * where they tell most: around the moment at which tasks of this kind have ended before.
 */
import { mostReads, refillMs } from './tracker-budget'

export type RhythmFacts = {
  now: number
  /** When it was last looked at; null before the first look. */
  lookedAt: number | null
  acceptedAt: number
  /** When the gateway last said something new about it. */
  changedAt: number
  progress: number | null
  /** How long the latest tasks of its kind took, newest first. */
  durations: readonly number[]
  /** How many looks in a row have brought nothing new about any task of this gateway. */
  quietLooks: number
  stalledMs: number
  /** Reads that could be had now. */
  readsLeft: number
}

const baseMs = 3000
const youngMs = 4500
const slowestMs = 15_000
const stalledGapMs = 60_000
const closestMs = 300
/** So many reads should be left when the time comes at which a task may end. */
const savedReads = 3

export function nextLookAt(facts: RhythmFacts): number {
  // Accepted in the future: the wall clock was ahead in an earlier process, and says nothing now.
  const acceptedAt = facts.acceptedAt > facts.now ? 0 : facts.acceptedAt
  const from = Math.max(facts.lookedAt ?? 0, acceptedAt)
  if (facts.now - facts.changedAt >= facts.stalledMs) return from + stalledGapMs
  const span = expectedEnd({ ...facts, acceptedAt })
  if (span === undefined) {
    // Of a kind never seen before, nothing is known but that small things are done soon.
    const isYoung = from - acceptedAt < youngMs
    return from + (isYoung ? baseMs / 2 : patience(facts.quietLooks))
  }
  if (from >= span.to) {
    const overdue = closestMs + (from - span.to) / 2
    return from + Math.min(overdue, patience(facts.quietLooks))
  }
  return lookAhead(from, span, facts) ?? lookWithin(Math.max(from, span.from), from, span, facts)
}

/**
 * A look before the end can have come, for the progress; only from what will not be missed at the end. The first
 * one comes soon and is cheap to have: it shows that the gateway has begun.
 */
function lookAhead(from: number, span: Span, facts: RhythmFacts): number | undefined {
  const isFirst = facts.lookedAt === null
  const usual = facts.quietLooks >= 6 ? patience(facts.quietLooks) : baseMs
  const at = from + (isFirst ? baseMs / 2 : usual)
  if (at > span.from - baseMs / 3) return undefined
  const leftThen = readsAt(at, from, facts.readsLeft) - 1 + (span.from - at) / refillMs
  return leftThen >= savedReads || (isFirst && facts.readsLeft >= 2) ? at : undefined
}

/** The reads there will be are spread evenly over what is left of the span: each look halves no more than needed. */
function lookWithin(start: number, from: number, span: Span, facts: RhythmFacts): number {
  const rest = span.to - start
  const reads = readsAt(start, from, facts.readsLeft) + rest / refillMs
  return start + Math.max(rest / Math.max(reads, 1), closestMs)
}

function readsAt(at: number, from: number, left: number): number {
  return Math.min(mostReads, left + (at - from) / refillMs)
}

/** Gateways that refresh their own data every 15 s need no more of us; any news brings the pace back. */
function patience(quietLooks: number): number {
  return Math.min(slowestMs, baseMs * 1.4 ** Math.max(0, quietLooks - 3))
}

/** Between which moments a task will end, as far as can be told. */
type Span = { from: number; to: number }

function expectedEnd(facts: RhythmFacts): Span | undefined {
  const { durations, acceptedAt, changedAt, progress } = facts
  if (durations.length > 0) {
    const [least, most] = [Math.min(...durations), Math.max(...durations)]
    // A few samples have not seen the extremes; one or two have hardly seen anything.
    const unsure = durations.length < 3 ? most * 0.12 : (most - least) / durations.length
    const margin = Math.max(unsure, 150)
    return { from: acceptedAt + least - margin, to: acceptedAt + most + margin }
  }
  if (progress === null || progress < 55 || progress >= 100) return undefined
  const elapsed = changedAt - acceptedAt
  const end = acceptedAt + (elapsed * 100) / progress
  const unsure = Math.min(4000, Math.max(600, elapsed * 0.05))
  return { from: end - unsure, to: end + 2 * unsure }
}
