'use client'
/**
 * [Note: The task view lies over the feed] Opening a task changes the address, not the page: the feed stays
 * mounted below, so going back is instant and finds the same scroll position. Next keeps `usePathname` and
 * `useSearchParams` in step with the browser's own history ("Native History API" in its docs). A task address
 * opened cold has nothing below it; closing it goes to Create as an ordinary navigation.
 */
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/buttons'

const prefix = '/t/'
/** In the history entry: this address was reached from a page that lies below. */
const overPage = 'safelightOverPage'

export type OpenTask = { id: string; quadrant: QuadrantIndex | null }

/** Where the focus was when a task was opened; it goes back there. */
let openedFrom: Element | null = null

export function taskHref(id: string, quadrant: number | null = null): string {
  return `${prefix}${encodeURIComponent(id)}${quadrant === null ? '' : `?q=${quadrant}`}`
}

/** What the address says is open; null when it is not a task's. */
export function useOpenTask(): OpenTask | null {
  const path = usePathname()
  const q = useSearchParams().get('q')
  if (!path.startsWith(prefix) || path.length === prefix.length) return null
  return {
    id: decodeURIComponent(path.slice(prefix.length)),
    quadrant: quadrantIndexes.find((index) => String(index) === q) ?? null,
  }
}

/** Opens a task over the page; over another task it takes that one's place. */
export function openTask(id: string, quadrant: number | null = null): void {
  const href = taskHref(id, quadrant)
  if (!window.location.pathname.startsWith(prefix)) {
    openedFrom = document.activeElement
    window.history.pushState({ [overPage]: true }, '', href)
    return
  }
  // Only our own mark: given back its own state, Next takes the call for one of its own and ignores it.
  window.history.replaceState(isOverPage() ? { [overPage]: true } : {}, '', href)
}

export function useCloseTask(): () => void {
  const router = useRouter()
  return useCallback(() => {
    if (isOverPage()) window.history.back()
    else router.push('/')
  }, [router])
}

/** Called when the page below can be reached again. */
export function returnFocus(): void {
  if (openedFrom instanceof HTMLElement) openedFrom.focus({ preventScroll: true })
  openedFrom = null
}

function isOverPage(): boolean {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && overPage in state
}
