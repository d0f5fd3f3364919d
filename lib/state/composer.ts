/**
 * The prompt being written, and those written before. Survives a reload; read from the browser by the composer,
 * after the server's frame is on the screen. It loads with the page, so whatever has to understand a prompt is
 * elsewhere (prompt-history.ts) and comes when it is needed.
 */
import { createStore } from 'zustand/vanilla'
import { emptyDraft, withReferences, type Draft, type ReferenceRole } from '@/lib/mj/draft'
import type { Speed, Task } from '@/lib/mj/task'
import { toastError } from './toasts'

type Composer = {
  draft: Draft
  speed: Speed
  /** False while the speed is the gateway's own choice. */
  hasChosenSpeed: boolean
  /** The person's own prompts, newest first. */
  history: readonly string[]
  /** Where in the history the draft comes from, and what it replaced; null while a new prompt is written. */
  recalled: { position: number; unsent: Draft } | null
  edit: (draft: Draft) => void
  chooseSpeed: (speed: Speed) => void
  /** What a gateway begins with counts until somebody chooses. */
  beginWithSpeed: (speed: Speed) => void
  /** After a submit: the prompt is remembered, and `next` is what is written on. */
  submitted: (prompt: string, next: Draft) => void
  /** Puts back what could not be submitted, unless something new has been written since. */
  restore: (draft: Draft) => void
}

export const composerStore = createStore<Composer>()((set) => ({
  draft: emptyDraft,
  speed: 'fast',
  hasChosenSpeed: false,
  history: [],
  recalled: null,
  edit: (draft) => set({ draft, recalled: null }),
  chooseSpeed: (speed) => set({ speed, hasChosenSpeed: true }),
  beginWithSpeed: (speed) => set((state) => (state.hasChosenSpeed ? state : { speed })),
  submitted: (prompt, draft) =>
    set(({ history }) => ({ history: remembered(history, prompt), draft, recalled: null })),
  restore: (draft) =>
    set((state) => {
      const { text, references } = state.draft
      return text === '' ? { draft: { ...draft, references }, recalled: null } : state
    }),
}))

const historyLength = 100

/** Each prompt once, the newest first. */
export function remembered(history: readonly string[], prompt: string): readonly string[] {
  return [prompt, ...history.filter((earlier) => earlier !== prompt)].slice(0, historyLength)
}

type Kept = Pick<Composer, 'draft' | 'speed' | 'hasChosenSpeed' | 'history'>

const storageKey = 'safelight.composer'
const version = 2

/** What was kept, or null for what is no keepsake of ours. */
export function readKept(source: string | null): Kept | null {
  try {
    // Written by `hydrateComposer` alone.
    const kept = JSON.parse(source ?? 'null') as {
      version: number
      state: Partial<Kept> & { speed: Speed }
    } | null
    if (kept === null) return null
    const { draft, speed, hasChosenSpeed, history = [] } = kept.state
    return {
      // Version 1 had no references, and called its speed chosen although it began with one.
      draft: { ...emptyDraft, ...draft },
      speed,
      hasChosenSpeed: hasChosenSpeed ?? speed !== 'fast',
      history,
    }
  } catch {
    return null
  }
}

let isHydrated = false
let beginning: Draft = emptyDraft

/** What stood in the composer before anybody wrote on this page. */
export function beginningDraft(): Draft {
  return beginning
}

/**
 * Reads what the browser keeps, once a page, and keeps every change from then on. Whoever writes first must read
 * first, or what is kept is forgotten.
 */
export function hydrateComposer(): void {
  if (isHydrated) return
  isHydrated = true
  const storage = keptStorage()
  const kept = readKept(storage?.getItem(storageKey) ?? null)
  if (kept) {
    composerStore.setState(kept)
    beginning = kept.draft
  }
  composerStore.subscribe(({ draft, speed, hasChosenSpeed, history }) => {
    const state: Kept = { draft, speed, hasChosenSpeed, history }
    try {
      storage?.setItem(storageKey, JSON.stringify({ state, version }))
    } catch {
      // The browser is full: what is written is on the screen all the same.
      storage?.removeItem(storageKey)
    }
  })
}

/** On the server, and where a browser forbids storage, nothing is kept and everything else works. */
function keptStorage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage
  } catch {
    // Reading the property throws when cookies are blocked.
    return null
  }
}

/**
 * Puts a prompt and the speed of its task into the composer, also where there is none on the page yet. `keepsSettings`
 * is for words that were made of the words here: the parameters beside them still hold.
 */
export function reusePrompt(
  { prompt, speed }: Pick<Task, 'prompt' | 'speed'>,
  { keepsSettings = false } = {},
): void {
  hydrateComposer()
  import('./prompt-history').then(({ reuse }) => reuse(prompt, speed, keepsSettings), toastError)
}

/** Puts pictures beside the prompt, behind those that are there; one that has the role already stays where it is. */
export function giveReferences(ids: readonly string[], role: ReferenceRole): void {
  hydrateComposer()
  const { draft, edit } = composerStore.getState()
  edit(withReferences(draft, ids, role))
}
