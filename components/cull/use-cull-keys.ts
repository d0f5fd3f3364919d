'use client'
import { useOverlayKeys } from '@/components/ui/use-overlay'

type Verb =
  | 'keep'
  | 'reject'
  | 'favourite'
  | 'next'
  | 'previous'
  | 'undo'
  | 'open'
  | 'actual'
  | 'help'
  | 'close'

/** One table for the keys and for their list. */
export const cullKeys: readonly (readonly [verb: Verb, ...keys: string[]])[] = [
  ['next', 'ArrowRight', ' '],
  ['previous', 'ArrowLeft'],
  ['keep', 'k'],
  ['reject', 'x'],
  ['favourite', 'f', 's'],
  ['undo', 'z'],
  ['actual', 'a'],
  ['open', 'Enter'],
  ['help', '?'],
  ['close', 'Escape'],
]

export function useCullKeys(
  verbs: Readonly<Record<Verb, () => void>> & { quadrant: (number: number) => void },
): void {
  useOverlayKeys((event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const isUndo = key === 'z' && (event.ctrlKey || event.metaKey)
    if ((event.ctrlKey || event.metaKey) && !isUndo) return false
    // Whoever has walked to a button by Tab presses that one.
    const isOnButton =
      event.target instanceof Element &&
      event.target.matches(':focus-visible button, button:focus-visible')
    if (isOnButton && (key === 'Enter' || key === ' ')) return false
    if (/^[1-4]$/.test(key)) {
      verbs.quadrant(Number(key))
      return true
    }
    const entry = cullKeys.find(([, ...keys]) => keys.includes(key))
    if (!entry) return false
    verbs[entry[0]]()
    return true
  })
}
