/**
 * Culling: going through pictures one by one, keeping some and throwing others away, then through the kept ones
 * alone, until one is left. Every step makes a new state; what has to be written is the difference of two.
 */
import type { FrameMarks } from '@/lib/mj/library'

export type Flags = { kept: boolean; rejected: boolean; favourite: boolean }

/** One verdict, as it was before. */
type Step = { round: number; at: number; id: string; flags: Flags }

export type Cull = {
  /** Ids of every round so far, in the order of the wall; the last one is under way. Never without one. */
  rounds: readonly (readonly string[])[]
  /** The place in the round; its length is the end. */
  at: number
  flags: Readonly<Record<string, Flags>>
  done: readonly Step[]
}

const blank: Flags = { kept: false, rejected: false, favourite: false }

export function startCull(frames: readonly (Flags & { id: string })[]): Cull {
  return {
    rounds: [frames.map(({ id }) => id)],
    at: 0,
    flags: Object.fromEntries(
      frames.map(({ id, kept, rejected, favourite }) => [id, { kept, rejected, favourite }]),
    ),
    done: [],
  }
}

/** The pictures of the round under way, in their order. */
export function roundOf({ rounds }: Cull): readonly string[] {
  return rounds.at(-1) ?? []
}

/** The picture that is looked at; null at the end of a round. */
export function currentOf(cull: Cull): string | null {
  return roundOf(cull)[cull.at] ?? null
}

/** All unset for a picture that is not among them. */
export function flagsOf({ flags }: Cull, id: string): Flags {
  return flags[id] ?? blank
}

/** Of the round: how many it has, and what has become of them. */
export function countsOf(cull: Cull): { all: number; kept: number; rejected: number } {
  const ids = roundOf(cull)
  const isFirst = cull.rounds.length === 1
  const kept = ids.filter((id) => flagsOf(cull, id).kept).length
  const rejected = ids.filter((id) => flagsOf(cull, id).rejected).length
  return { all: ids.length, kept, rejected: isFirst ? rejected : ids.length - kept }
}

/** Keeps the current picture and goes on. */
export function keep(cull: Cull): Cull {
  return judged(cull, { kept: true, rejected: false })
}

/**
 * Throws the current picture away and goes on. That is meant for the first round: whoever chooses among the best only
 * takes one out of them, and it stays in the library.
 */
export function reject(cull: Cull): Cull {
  return judged(cull, cull.rounds.length === 1 ? { kept: false, rejected: true } : { kept: false })
}

/** Also takes it back; stays where it is. */
export function favour(cull: Cull): Cull {
  const id = currentOf(cull)
  return id === null ? cull : { ...changed(cull, id, { favourite: !flagsOf(cull, id).favourite }) }
}

function judged(cull: Cull, change: Partial<Flags>): Cull {
  const id = currentOf(cull)
  return id === null ? cull : { ...changed(cull, id, change), at: cull.at + 1 }
}

function changed(cull: Cull, id: string, change: Partial<Flags>): Cull {
  const flags = flagsOf(cull, id)
  const step = { round: cull.rounds.length, at: cull.at, id, flags }
  return {
    ...cull,
    flags: { ...cull.flags, [id]: { ...flags, ...change } },
    done: [...cull.done, step],
  }
}

/** Without a verdict to the next picture or the one before. */
export function go(cull: Cull, step: 1 | -1): Cull {
  return goTo(cull, cull.at + step)
}

/** One behind the last picture is the end of the round. */
export function goTo(cull: Cull, at: number): Cull {
  return { ...cull, at: Math.min(roundOf(cull).length, Math.max(0, at)) }
}

/** Takes the last verdict back and returns to its picture, into the round before if need be. */
export function undo(cull: Cull): Cull {
  const step = cull.done.at(-1)
  if (!step) return cull
  return {
    rounds: cull.rounds.slice(0, step.round),
    at: step.at,
    flags: { ...cull.flags, [step.id]: step.flags },
    done: cull.done.slice(0, -1),
  }
}

/** Once more through those that are kept, from the first of them. */
export function nextRound(cull: Cull): Cull {
  const kept = roundOf(cull).filter((id) => flagsOf(cull, id).kept)
  return kept.length === 0 ? cull : { ...cull, rounds: [...cull.rounds, kept], at: 0 }
}

/** Brings back everything that was thrown away. */
export function spareAll(cull: Cull): Cull {
  const flags = Object.entries(cull.flags).map(
    ([id, one]) => [id, one.rejected ? { ...one, rejected: false } : one] as const,
  )
  return { ...cull, flags: Object.fromEntries(flags) }
}

/** What the library has to be told so that it agrees with a later state. */
export function marksBetween(
  before: Cull,
  after: Cull,
): readonly { id: string; marks: FrameMarks }[] {
  if (before.flags === after.flags) return []
  return Object.entries(after.flags).flatMap(([id, is]) => {
    const was = flagsOf(before, id)
    const marks: FrameMarks = {
      ...(is.kept === was.kept ? {} : { kept: is.kept }),
      ...(is.rejected === was.rejected ? {} : { trashed: is.rejected }),
      ...(is.favourite === was.favourite ? {} : { favourite: is.favourite }),
    }
    return Object.keys(marks).length === 0 ? [] : [{ id, marks }]
  })
}

/** Written down so that a reload loses nothing. */
export function formatCull(cull: Cull): string {
  return JSON.stringify(cull)
}

/** Null for what is none. */
export function parseCull(text: string | null): Cull | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isCull(value) ? value : null
  } catch {
    // Somebody else's word under our name: as good as nothing.
    return null
  }
}

function isCull(value: unknown): value is Cull {
  if (typeof value !== 'object' || value === null) return false
  const { rounds, at, flags, done } = value as Record<string, unknown>
  const isIds = (ids: unknown) => Array.isArray(ids) && ids.every((id) => typeof id === 'string')
  return (
    Array.isArray(rounds) &&
    rounds.length > 0 &&
    rounds.every(isIds) &&
    typeof at === 'number' &&
    typeof flags === 'object' &&
    flags !== null &&
    Array.isArray(done)
  )
}
