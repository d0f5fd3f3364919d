import { type ErrorKind } from '@/lib/mj/errors'
import { errorKind } from '@/lib/client/http'
import { createStore } from 'zustand/vanilla'

/** A short message that leaves by itself. Faults carry their kind, and are put into words where they are shown. */
export type Toast = { id: number } & (
  | { tone: 'plain'; text: string; action?: { label: string; run: () => void } }
  | { tone: 'fault'; kind: ErrorKind }
)

type Toasts = {
  toasts: readonly Toast[]
  show: (toast: Toast) => void
  dismiss: (id: number) => void
}

/** More than this at once would cover the pictures; the oldest gives way. */
const mostAtOnce = 3

export const toastStore = createStore<Toasts>()((set) => ({
  toasts: [],
  show: (toast) =>
    set(({ toasts }) => ({
      toasts: [...toasts.filter((it) => !isSame(it, toast)), toast].slice(-mostAtOnce),
    })),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}))

/** Shows a sentence, in the language of the page already. */
export function toast(text: string, action?: { label: string; run: () => void }): void {
  toastStore.getState().show({ id: nextId(), tone: 'plain', text, ...(action ? { action } : {}) })
}

/** Shows what a fault means and what to do. */
export function toastError(error: unknown): void {
  toastStore.getState().show({ id: nextId(), tone: 'fault', kind: errorKind(error) })
}

function isSame(a: Toast, b: Toast): boolean {
  return a.tone === 'plain'
    ? b.tone === 'plain' && a.text === b.text
    : b.tone === 'fault' && a.kind === b.kind
}

let lastId = 0
function nextId(): number {
  lastId += 1
  return lastId
}
