/**
 * Which prompt window is open, and what has been written into each. Drafts live as long as the tab, so that Escape
 * loses nothing.
 */
import { createStore } from 'zustand/vanilla'

/** With `customId`: the window of a button, before it is pressed. Without: the one the gateway holds open. */
export type WindowTarget = { taskId: string; customId: string | null }

export const windowStore = createStore<{
  target: WindowTarget | null
  drafts: ReadonlyMap<string, string>
  open: (target: WindowTarget) => void
  close: () => void
  write: (target: WindowTarget, prompt: string) => void
  /** Forgets the draft: it has been sent, or is to be the original again. */
  discard: (target: WindowTarget) => void
}>()((set) => ({
  target: null,
  drafts: new Map(),
  open: (target) => set({ target }),
  close: () => set({ target: null }),
  write: (target, prompt) =>
    set(({ drafts }) => ({ drafts: new Map(drafts).set(draftKey(target), prompt) })),
  discard: (target) =>
    set(({ drafts }) => {
      const rest = new Map(drafts)
      rest.delete(draftKey(target))
      return { drafts: rest }
    }),
}))

export function draftKey({ taskId, customId }: WindowTarget): string {
  return `${taskId} ${customId ?? ''}`
}
