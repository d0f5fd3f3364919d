/** How results are compared, for as long as the page lives: stage and panel look at the same. */
import { createStore } from 'zustand/vanilla'

export const compareModes = ['result', 'slider', 'difference'] as const
type CompareMode = (typeof compareModes)[number]

export const compareStore = createStore<{
  mode: CompareMode
  hasOutline: boolean
  /** The studio's own picture that is shown in place of the gateway's; it is of one quadrant of one task. */
  pastedId: string | null
  set: (
    change: Partial<{ mode: CompareMode; hasOutline: boolean; pastedId: string | null }>,
  ) => void
}>()((set) => ({ mode: 'result', hasOutline: false, pastedId: null, set }))
