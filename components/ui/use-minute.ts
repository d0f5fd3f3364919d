'use client'
import { useSyncExternalStore } from 'react'

/** The time, once a minute: for words such as "3 minutes ago", of which a page may have hundreds. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, readMinute, () => 0)
}

const minuteMs = 60_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setTimeout(tick, untilNext())
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

function tick(): void {
  timer = setTimeout(tick, untilNext())
  for (const tell of listeners) tell()
}

const untilNext = () => minuteMs - (Date.now() % minuteMs)

/** Whole minutes, so that a page that is drawn for another reason shows the same. */
const readMinute = () => Math.floor(Date.now() / minuteMs) * minuteMs
