'use client'
/**
 * [Note: The task view lies over the feed] Opening a task changes the address, not the page: the feed stays
 * mounted below, so going back is instant and finds the same scroll position. Next keeps `usePathname` in step
 * with the browser's own history (native History API in its docs). A task address opened cold has nothing below it; closing then goes to
 * Create as an ordinary navigation.
 */
import { usePathname, useRouter } from 'next/navigation'
import { useCallback } from 'react'

const prefix = '/t/'
/** In the history entry: this address was reached from a page that lies below. */
const overPage = 'safelightOverPage'

/** `quadrant` (1 to 4) is the one to begin with, `?q=` in the address. */
export function taskHref(id: string, quadrant?: number): string {
  return prefix + encodeURIComponent(id) + (quadrant === undefined ? '' : `?q=${quadrant}`)
}

/** The id in the address, or null when no task is open. */
export function useOpenTaskId(): string | null {
  const path = usePathname()
  if (!path.startsWith(prefix)) return null
  return decodeURIComponent(path.slice(prefix.length)) || null
}

/** Opens a task over the page; over another task it takes that one's place. */
export function openTask(id: string, quadrant?: number): void {
  const { pathname, search } = window.location
  if (pathname + search === taskHref(id, quadrant)) return
  if (!pathname.startsWith(prefix)) {
    window.history.pushState({ [overPage]: true }, '', taskHref(id, quadrant))
    return
  }
  // Only our own mark: given back its own state, Next takes the call for one of its own and ignores it.
  window.history.replaceState(isOverPage() ? { [overPage]: true } : {}, '', taskHref(id, quadrant))
}

export function useCloseTask(): () => void {
  const router = useRouter()
  return useCallback(() => {
    if (isOverPage()) window.history.back()
    else router.push('/')
  }, [router])
}

function isOverPage(): boolean {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && overPage in state
}
