'use client'
import { useSyncExternalStore } from 'react'

const query = '(max-width: 767px)'

/** True on a phone, where several pictures side by side would be too small to compare. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
}

function subscribe(onChange: () => void): () => void {
  const list = window.matchMedia(query)
  list.addEventListener('change', onChange)
  return () => list.removeEventListener('change', onChange)
}
