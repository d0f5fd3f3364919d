'use client'
/** Fetches what understands prompts, once a page, and says when it is there. */
import { useEffect, useSyncExternalStore } from 'react'
import { toastError } from '@/lib/state/toasts'
import type * as composerCore from './composer-core'

export type Core = typeof composerCore

let core: Core | null = null
const listeners = new Set<() => void>()

export async function loadCore(): Promise<Core> {
  core ??= await import('./composer-core')
  for (const tell of listeners) tell()
  return core
}

/** At once where it is there already, so that a key press has its effect before the next one. */
export function withCore(run: (core: Core) => void): void {
  if (core) run(core)
  else loadCore().then(run, toastError)
}

export function useCore(isWanted: boolean): Core | null {
  const known = useSyncExternalStore(
    subscribe,
    () => core,
    () => null,
  )
  useEffect(() => {
    if (isWanted) loadCore().catch(toastError)
  }, [isWanted])
  return known
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
