'use client'
import { useSyncExternalStore } from 'react'

/** The time, once a second, for as long as anyone looks: one timer for all that ticks on a page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readSecond, () => 0)
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Whole seconds, so that everything on the page shows the same one. */
function readSecond(): number {
  return Math.floor(Date.now() / 1000) * 1000
}
