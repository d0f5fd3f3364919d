/** How a result of a mask is held against the picture before it; stage and panel agree while the page lives. */
import { createStore } from 'zustand/vanilla'

export const beforeAfterModes = ['result', 'slider', 'difference'] as const
type BeforeAfterMode = (typeof beforeAfterModes)[number]

export const beforeAfterStore = createStore<{
  mode: BeforeAfterMode
  hasOutline: boolean
  /** The studio's own picture that is shown in place of the gateway's; it is of one quadrant of one task. */
  pastedId: string | null
  set: (
    change: Partial<{ mode: BeforeAfterMode; hasOutline: boolean; pastedId: string | null }>,
  ) => void
}>()((set) => ({ mode: 'result', hasOutline: false, pastedId: null, set }))
