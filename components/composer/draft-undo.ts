/**
 * [Note: One undo for text and controls] A control that edits a flag in the text sets the field's value from outside,
 * and a browser forgets its own undo for a field when that happens. So the composer keeps one for the whole draft:
 * words, controls and pictures go back in the order in which they came.
 */
import type { Draft } from '@/lib/mj/draft'

type DraftUndo = {
  /** Told of every change. Typing that goes on without a rest is one step. */
  record: (before: Draft, after: Draft, change: { isTyped: boolean; at: number }) => void
  /** The draft to show instead of `now`, or null where there is none. */
  undo: (now: Draft) => Draft | null
  redo: (now: Draft) => Draft | null
}

const restMs = 1000
const mostSteps = 200

export function createDraftUndo(): DraftUndo {
  const past: Draft[] = []
  const future: Draft[] = []
  /** The stretch of typing that is going on: which way, and when it was last heard of. */
  let typing: { grows: boolean; at: number } | null = null
  const travel = (from: Draft[], to: Draft[], now: Draft) => {
    typing = null
    const target = from.pop()
    if (!target) return null
    to.push(now)
    return target
  }
  return {
    record(before, after, { isTyped, at }) {
      const grows = after.text.length > before.text.length
      const goesOn = isTyped && typing?.grows === grows && at - typing.at < restMs
      if (!goesOn) past.push(before)
      if (past.length > mostSteps) past.shift()
      future.length = 0
      typing = isTyped ? { grows, at } : null
    },
    undo: (now) => travel(past, future, now),
    redo: (now) => travel(future, past, now),
  }
}
