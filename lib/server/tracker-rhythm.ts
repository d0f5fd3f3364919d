import 'server-only'
/**
 * When to look at a task next. Pure: facts in, a moment out. Reads are scarce (tracker-budget.ts), so they are spent
 * where they tell most: around the moment at which tasks of this kind have ended before.
 */

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
const sparingMs = 5000
const youngMs = 4500
const slowestMs = 15_000
const stalledGapMs = 60_000
/** With fewer reads left than this, what is left is kept for the end of a task. */
const fewReads = 3

export function nextLookAt(facts: RhythmFacts): number {
  // Accepted in the future: the wall clock was ahead in an earlier process, and says nothing now.
  const acceptedAt = facts.acceptedAt > facts.now ? 0 : facts.acceptedAt
  const from = Math.max(facts.lookedAt ?? 0, acceptedAt)
  if (facts.now - facts.changedAt >= facts.stalledMs) return from + stalledGapMs
  const window = expectedEnd(facts)
  if (window !== undefined) {
    if (from < window.from) {
      const isFar = window.from - from > 2 * sparingMs
      if (!isFar && facts.readsLeft < fewReads) return window.from
      const step = facts.quietLooks >= 6 ? patience(facts.quietLooks) : isFar ? sparingMs : baseMs
      return Math.min(from + step, Math.max(window.from, from + 400))
    }
    if (from < window.to) return from + window.gapMs
  }
  // Of a kind never seen before, nothing is known but that small things are done soon.
  const isYoung = facts.durations.length === 0 && from - facts.acceptedAt < youngMs
  return from + (isYoung ? baseMs / 2 : patience(facts.quietLooks))
}

/** Gateways that refresh their own data every 15 s need no more of us; any news brings the pace back. */
function patience(quietLooks: number): number {
  return Math.min(slowestMs, baseMs * 1.4 ** Math.max(0, quietLooks - 3))
}

type Window = { from: number; to: number; gapMs: number }

function expectedEnd(facts: RhythmFacts): Window | undefined {
  const { durations, acceptedAt, changedAt, progress } = facts
  if (durations.length > 0) {
    const middle = median(durations)
    const spread = durations.length > 1 ? median(durations.map((ms) => Math.abs(ms - middle))) : 0
    // A single sample is worth a guess only; the spread of several is itself uncertain.
    const unsure = durations.length < 3 ? middle * 0.1 : 0
    const before = clamp(spread * 1.5 + unsure + 300, 500, 4000)
    return windowAround(acceptedAt + middle, before, facts.readsLeft)
  }
  if (progress === null || progress < 55 || progress >= 100) return undefined
  const elapsed = changedAt - acceptedAt
  const before = clamp(elapsed * 0.05, 600, 4000)
  return windowAround(acceptedAt + (elapsed * 100) / progress, before, facts.readsLeft)
}

/** The reads that are left are spread over the window; few of them begin at its middle, where most ends lie. */
function windowAround(end: number, before: number, readsLeft: number): Window {
  const from = readsLeft < fewReads ? end : end - before
  const to = end + 2 * before
  return { from, to, gapMs: clamp((3 * before) / Math.max(readsLeft, 1), 350, baseMs) }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
