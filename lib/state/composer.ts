import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import {
  clearedDraft,
  emptyDraft,
  splitPrompt,
  withReferences,
  type Draft,
  type ReferenceRole,
} from '@/lib/mj/prompt-draft'
import type { Speed, Task } from '@/lib/mj/task'

type Composer = {
  draft: Draft
  speed: Speed
  /** The person's own prompts, newest first. */
  history: readonly string[]
  /** Where in the history the draft comes from, and what it replaced; null while a new prompt is written. */
  recalled: { position: number; unsent: Draft } | null
  edit: (draft: Draft) => void
  chooseSpeed: (speed: Speed) => void
  /** After a submit: remembered, and cleared of its text unless it is kept. */
  submitted: (prompt: string, keep: boolean) => void
  /** Puts back what could not be submitted, unless something new has been written since. */
  restore: (draft: Draft) => void
  /** Walks the history: 1 is older, -1 newer. True when there was somewhere to go. */
  recall: (step: 1 | -1) => boolean
  /** Replaces the draft by a whole prompt; what it held can be recalled. */
  reuse: (prompt: string, speed: Speed | null) => void
}

const historyLength = 100

const remembered = (history: readonly string[], prompt: string) =>
  [prompt, ...history.filter((earlier) => earlier !== prompt)].slice(0, historyLength)

/** The prompt being written. Survives a reload; hydrated by the composer, after the server's frame is on the screen. */
export const composerStore = createStore<Composer>()(
  persist(
    (set, get) => ({
      draft: emptyDraft,
      speed: 'fast',
      history: [],
      recalled: null,
      edit: (draft) => set({ draft, recalled: null }),
      chooseSpeed: (speed) => set({ speed }),
      submitted: (prompt, keep) =>
        set(({ draft, history }) => ({
          history: remembered(history, prompt),
          draft: keep ? draft : clearedDraft(draft),
          recalled: null,
        })),
      restore: (draft) =>
        set((state) => (state.draft.text === '' ? { draft, recalled: null } : state)),
      recall: (step) => {
        const { history, recalled, draft } = get()
        const position = (recalled?.position ?? -1) + step
        const prompt = history[position]
        if (position === -1 && recalled) set({ draft: recalled.unsent, recalled: null })
        else if (prompt === undefined) return false
        else
          set({
            draft: splitPrompt(prompt).draft,
            recalled: { position, unsent: recalled?.unsent ?? draft },
          })
        return true
      },
      reuse: (prompt, speed) =>
        set((state) => {
          const split = splitPrompt(prompt)
          const { text } = state.draft
          return {
            draft: split.draft,
            speed: split.speed ?? speed ?? state.speed,
            history: text.trim() === '' ? state.history : remembered(state.history, text.trim()),
            recalled: null,
          }
        }),
    }),
    {
      name: 'safelight.composer',
      version: 2,
      // Version 1 had no references: a draft from then has none.
      migrate: (kept) => {
        const { draft, ...rest } = kept as Pick<Composer, 'speed' | 'history'> & {
          draft: Partial<Draft>
        }
        return { ...rest, draft: { ...emptyDraft, ...draft } }
      },
      skipHydration: true,
      storage: createJSONStorage(keptStorage),
      partialize: ({ draft, speed, history }) => ({ draft, speed, history }),
    },
  ),
)

/** On the server, and where a browser forbids storage, nothing is kept and everything else works. */
function keptStorage(): StateStorage {
  const none = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  try {
    return typeof window === 'undefined' ? none : window.localStorage
  } catch {
    // Reading the property throws when cookies are blocked.
    return none
  }
}

/** Reads what the browser keeps, once a page. Whoever writes first must read first, or what is kept is forgotten. */
export function hydrateComposer(): void {
  if (!composerStore.persist.hasHydrated()) void composerStore.persist.rehydrate()
}

/** Puts the prompt and the speed of a task into the composer, also where there is none on the page yet. */
export function reusePrompt(task: Pick<Task, 'prompt' | 'speed'>): void {
  hydrateComposer()
  composerStore.getState().reuse(task.prompt, task.speed)
}

/** Puts pictures beside the prompt, behind those that are there; a picture that has the role already stays where it is. */
export function giveReferences(ids: readonly string[], role: ReferenceRole): void {
  hydrateComposer()
  const { draft, edit } = composerStore.getState()
  edit(withReferences(draft, ids, role))
}
