/** The desk under the composer where pictures become something without a prompt: a blend, a description, a swapped face. */
import { createStore } from 'zustand/vanilla'

export type DeskName = 'blend' | 'describe' | 'swap'

type Desk = {
  /** Null while there is no desk on the page. */
  name: DeskName | null
  /** Ids of the references on it (lib/mj/references.ts), in order; of a swap the face first, then the target. */
  references: readonly string[]
  /** Opens a desk; references given are added to those that lie on the same desk already. */
  open: (name: DeskName, references?: readonly string[]) => void
  place: (references: readonly string[]) => void
  close: () => void
}

export const deskStore = createStore<Desk>()((set) => ({
  name: null,
  references: [],
  open: (name, references = []) =>
    set((desk) => ({
      name,
      references: desk.name === name ? [...desk.references, ...references] : references,
    })),
  place: (references) => set({ references }),
  close: () => set({ name: null, references: [] }),
}))
