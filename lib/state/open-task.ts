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

export function taskHref(id: string): string {
  return prefix + encodeURIComponent(id)
}

/** The id in the address, or null when no task is open. */
export function useOpenTaskId(): string | null {
  const path = usePathname()
  if (!path.startsWith(prefix)) return null
  return decodeURIComponent(path.slice(prefix.length)) || null
}

/** Opens a task over the page; over another task it takes that one's place. */
export function openTask(id: string): void {
  const { pathname } = window.location
  if (pathname === taskHref(id)) return
  if (!pathname.startsWith(prefix)) {
    window.history.pushState({ [overPage]: true }, '', taskHref(id))
    return
  }
  // Only our own mark: given back its own state, Next takes the call for one of its own and ignores it.
  window.history.replaceState(isOverPage() ? { [overPage]: true } : {}, '', taskHref(id))
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
