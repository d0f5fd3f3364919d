'use client'
import { useSyncExternalStore } from 'react'

/** The time, in whole seconds: one timer for all that ticks on a page, and all of it shows the same. */
export function useNow(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read, atServer)
}

/** The time, in whole minutes: for words such as "3 minutes ago", of which a page may have hundreds. */
export function useMinute(): number {
  return useSyncExternalStore(minutes.subscribe, minutes.read, atServer)
}

const seconds = clock(1000)
const minutes = clock(60_000)
const atServer = () => 0

/** Ticks at each whole period, for as long as anyone looks. */
export function clock(periodMs: number) {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = () => {
    timer = setTimeout(tick, periodMs - (Date.now() % periodMs))
  }
  const tick = () => {
    wait()
    for (const tell of listeners) tell()
  }
  return {
    read: () => Math.floor(Date.now() / periodMs) * periodMs,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      if (timer === undefined) wait()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}
