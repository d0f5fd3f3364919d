/**
 * The desk under the composer where pictures become something without a prompt: a blend, a description, a swapped
 * face. Each desk keeps its own pictures while another one is open, and all of them outlive a reload.
 */
import { createStore } from 'zustand/vanilla'
import type { BlendDimensions } from '@/lib/mj/task'

export const deskNames = ['blend', 'describe', 'swap'] as const
export type DeskName = (typeof deskNames)[number]

/** How many pictures a desk holds. A blend takes two to five (gateways.md 1.2). */
export const deskRoom: Readonly<Record<DeskName, number>> = { blend: 5, describe: 1, swap: 2 }

type Desk = {
  /** Null while there is no desk on the page. */
  name: DeskName | null
  /**
   * Ids of the references on each desk (lib/mj/references.ts), in order; no desk has the same one twice. Of a swap
   * the face is first and the target second, and '' stands where one of them is missing.
   */
  pictures: Readonly<Record<DeskName, readonly string[]>>
  /** The shape a blend will have. */
  dimensions: BlendDimensions
  /** Opens a desk; references given are added to those that lie on it already, as far as there is room. */
  open: (name: DeskName, references?: readonly string[]) => void
  /** Puts exactly these on a desk. */
  place: (name: DeskName, references: readonly string[]) => void
  shape: (dimensions: BlendDimensions) => void
  /** Takes the desk away, and its pictures with it. */
  close: () => void
}

const emptyDesks = { blend: [], describe: [], swap: [] } as const

export const deskStore = createStore<Desk>()((set) => ({
  name: null,
  pictures: emptyDesks,
  dimensions: 'SQUARE',
  open: (name, references = []) =>
    set(({ pictures }) => ({
      name,
      pictures: { ...pictures, [name]: withPictures(name, pictures[name], references) },
    })),
  place: (name, references) =>
    set(({ pictures }) => ({ pictures: { ...pictures, [name]: references } })),
  shape: (dimensions) => set({ dimensions }),
  close: () =>
    set(({ name, pictures }) => ({
      name: null,
      pictures: name === null ? pictures : { ...pictures, [name]: [] },
    })),
}))

/** What lies on a desk after pictures were added. A desk for one picture takes the newest; a full blend takes none. */
export function withPictures(
  name: DeskName,
  current: readonly string[],
  added: readonly string[],
): readonly string[] {
  const fresh = [...new Set(added)].filter((id) => !current.includes(id))
  switch (name) {
    case 'blend':
      return [...current, ...fresh].slice(0, deskRoom.blend)
    case 'describe':
      return [...current, ...fresh].slice(-1)
    case 'swap':
      return fresh.reduce(withFaceOrTarget, current)
  }
}

/** The first empty place takes it; with both taken, the target gives way. */
function withFaceOrTarget(
  [face = '', target = '']: readonly string[],
  id: string,
): readonly string[] {
  return face === '' ? [id, target] : [face, id]
}

type Kept = Pick<Desk, 'name' | 'pictures' | 'dimensions'>

const storageKey = 'safelight.desk'
const version = 1

/** What was kept, or null for what is no keepsake of ours. */
function readKept(): Kept | null {
  try {
    // Written below alone.
    const kept = JSON.parse(keptStorage()?.getItem(storageKey) ?? 'null') as {
      version: number
      state: Kept
    } | null
    return kept?.version === version ? kept.state : null
  } catch {
    return null
  }
}

// From the first change on, whether or not what was kept has been read.
deskStore.subscribe(({ name, pictures, dimensions }) => {
  const state: Kept = { name, pictures, dimensions }
  try {
    keptStorage()?.setItem(storageKey, JSON.stringify({ state, version }))
  } catch {
    // The browser is full: what lies on a desk is on the screen all the same.
  }
})

/** On the server, and where a browser forbids storage, a desk is as long as its page. */
function keptStorage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.sessionStorage
  } catch {
    // Reading the property throws when cookies are blocked.
    return null
  }
}

let isHydrated = false

/** Reads what the tab keeps, once a page, unless a desk has been opened in the meantime. */
export function hydrateDesk(): void {
  if (isHydrated || deskStore.getState().name !== null) return
  isHydrated = true
  const kept = readKept()
  if (kept) deskStore.setState(kept)
}
