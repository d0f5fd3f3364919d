/**
 * What is looked at in the library, and what is chosen of it. Choosing is by frame, so it outlives whatever moves on
 * the wall; "everything" is kept as such, because most of it has never been read.
 */
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import type { FrameSelection } from '@/lib/mj/library'

/** Some frames, or all that the search finds but some. */
export type Chosen = { ids: ReadonlySet<string> } | { except: ReadonlySet<string> }

/** How high the rows of the wall are. */
const densities = ['small', 'medium', 'large'] as const
export type Density = (typeof densities)[number]

export const libraryModes = ['grid', 'feed'] as const
export type LibraryMode = (typeof libraryModes)[number]

type Library = {
  query: string
  chosen: Chosen
  /** The frame from which Shift extends: the one that was last chosen or left by itself. */
  anchor: string | null
  /** What was chosen before the range that Shift extends; the range replaces itself as it grows and shrinks. */
  beforeRange: Chosen
  /** Numbers on the wall that a marquee or a finger is passing over: shown as chosen, not chosen yet. */
  sweep: ReadonlySet<number> | null
  density: Density
  mode: LibraryMode
  /** Looks at something else; what was chosen there is no longer. */
  search: (query: string) => void
  toggle: (id: string) => void
  add: (ids: readonly string[]) => void
  /** Chooses a range whose one end is the anchor. */
  extend: (ids: readonly string[]) => void
  chooseAll: () => void
  clear: () => void
  setAnchor: (id: string) => void
  setSweep: (numbers: ReadonlySet<number> | null) => void
  setDensity: (density: Density) => void
  setMode: (mode: LibraryMode) => void
}

const nothing: Chosen = { ids: new Set() }
const cleared = { chosen: nothing, beforeRange: nothing, anchor: null, sweep: null } as const

export const libraryStore = createStore<Library>()(
  persist(
    (set) => ({
      query: '',
      ...cleared,
      density: 'medium',
      mode: 'grid',
      search: (query) => set((state) => (state.query === query ? state : { query, ...cleared })),
      toggle: (id) =>
        set(({ chosen }) => {
          const next = isChosen(chosen, id) ? without(chosen, id) : withAll(chosen, [id])
          return { chosen: next, beforeRange: next, anchor: id }
        }),
      add: (ids) =>
        set(({ chosen, anchor }) => {
          const next = withAll(chosen, ids)
          return { chosen: next, beforeRange: next, anchor: ids.at(-1) ?? anchor }
        }),
      extend: (ids) => set(({ beforeRange }) => ({ chosen: withAll(beforeRange, ids) })),
      chooseAll: () => {
        const all: Chosen = { except: new Set() }
        set({ chosen: all, beforeRange: all })
      },
      clear: () => set(cleared),
      setAnchor: (id) => set(({ chosen }) => ({ anchor: id, beforeRange: chosen })),
      setSweep: (sweep) => set({ sweep }),
      setDensity: (density) => set({ density }),
      setMode: (mode) => set({ mode }),
    }),
    {
      name: 'safelight.library',
      version: 1,
      skipHydration: true,
      storage: createJSONStorage(keptStorage),
      partialize: ({ density, mode }) => ({ density, mode }),
    },
  ),
)

export function isChosen(chosen: Chosen, id: string): boolean {
  return 'ids' in chosen ? chosen.ids.has(id) : !chosen.except.has(id)
}

/** How many are chosen, of `total` that the search finds. */
export function chosenCount(chosen: Chosen, total: number): number {
  return 'ids' in chosen ? chosen.ids.size : Math.max(0, total - chosen.except.size)
}

/** What is chosen, as the server is told. */
export function chosenFrames({ query, chosen }: Pick<Library, 'query' | 'chosen'>): FrameSelection {
  return 'ids' in chosen ? { ids: [...chosen.ids] } : { query, except: [...chosen.except] }
}

/** Reads what the browser keeps of how the library was last looked at, once a page. */
export function hydrateLibrary(): void {
  if (!libraryStore.persist.hasHydrated()) void libraryStore.persist.rehydrate()
}

/** The next size, or the same at the end. */
export function steppedDensity(density: Density, step: -1 | 1): Density {
  return densities[densities.indexOf(density) + step] ?? density
}

function withAll(chosen: Chosen, ids: readonly string[]): Chosen {
  if ('ids' in chosen) return { ids: new Set([...chosen.ids, ...ids]) }
  const except = new Set(chosen.except)
  for (const id of ids) except.delete(id)
  return { except }
}

function without(chosen: Chosen, id: string): Chosen {
  if ('except' in chosen) return { except: new Set([...chosen.except, id]) }
  const ids = new Set(chosen.ids)
  ids.delete(id)
  return { ids }
}

/** On the server, and where a browser forbids storage, the library is looked at as at first. */
function keptStorage(): StateStorage {
  const none = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  try {
    return typeof window === 'undefined' ? none : window.localStorage
  } catch {
    // Reading the property throws when cookies are blocked.
    return none
  }
}
