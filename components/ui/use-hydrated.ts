'use client'

import { useSyncExternalStore } from 'react'

/**
 * False on the server and until the page is hydrated. What is shown lazily hydrates late, when the cache has
 * filled, and would differ from what the server drew; so the server leaves it out.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}
