'use client'
/**
 * [Note: The task view lies over the feed] Opening a task changes the address, not the page: the feed stays
 * mounted below, so going back is instant and finds the same scroll position. Next keeps `usePathname` and
 * `useSearchParams` in step with the browser's own history ("Native History API" in its docs). A task address
 * opened cold has nothing below it; closing it goes to Create as an ordinary navigation.
 */
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/buttons'

const prefix = '/t/'
/** In the history entry: this address was reached from a page that lies below. */
const overPage = 'safelightOverPage'

/** `isRegion`: its mask editor is open, not its view. */
export type OpenTask = { id: string; quadrant: QuadrantIndex | null; isRegion: boolean }

/** Where the focus was when a task was opened, and where it shall go instead when it closes. */
let openedFrom: Element | null = null
let focusAfter: (() => void) | null = null

export function taskHref(id: string, quadrant: number | null = null): string {
  return `${prefix}${encodeURIComponent(id)}${quadrant === null ? '' : `?q=${quadrant}`}`
}

/** The id in the address, or null when no task is open. */
export function useOpenTaskId(): string | null {
  const path = usePathname()
  if (!path.startsWith(prefix) || path.length === prefix.length) return null
  return decodeURIComponent(path.slice(prefix.length))
}

/** The same with the quadrant that is looked at. */
export function useOpenTask(): OpenTask | null {
  const id = useOpenTaskId()
  const query = useSearchParams()
  const q = query.get('q')
  if (id === null) return null
  const quadrant = quadrantIndexes.find((index) => String(index) === q) ?? null
  return { id, quadrant, isRegion: query.has('region') }
}

/**
 * The page that is seen, or over which a task lies; '/' under a task that was opened cold. Only while the caller stays
 * mounted: it is the last one it has seen.
 */
export function usePageBelow(): string {
  const path = usePathname()
  const [below, setBelow] = useState('/')
  const page = path.startsWith(prefix) ? below : path
  if (page !== below) setBelow(page)
  return page
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

/**
 * What the mask editor is opened with: of a grid the quadrant `q` that is meant, the task whose `mask` to begin with,
 * the task whose open `window` waits for one.
 */
export type RegionWish = Partial<Record<'q' | 'mask' | 'window', string>>

/** Opens the mask editor of a task, over whatever is on the screen; from another one it takes its place. */
export function openRegion(id: string, wish: RegionWish = {}): void {
  const { pathname, search } = window.location
  const href = `${taskHref(id)}?${new URLSearchParams({ region: '', ...wish }).toString()}`
  if (!pathname.startsWith(prefix)) openedFrom = document.activeElement
  const isRegion = new URLSearchParams(search).has('region')
  if (isRegion) window.history.replaceState(isOverPage() ? { [overPage]: true } : {}, '', href)
  else window.history.pushState({ [overPage]: true }, '', href)
}

/** Back to where the mask editor was opened from; opened cold, to its task. */
export function closeRegion(): void {
  if (isOverPage()) window.history.back()
  else window.history.replaceState({}, '', window.location.pathname)
}

/** Closes the open task. The focus goes back to where it was, or where `focus` puts it. */
export function useCloseTask(): (focus?: () => void) => void {
  const router = useRouter()
  return useCallback(
    (focus) => {
      focusAfter = focus ?? null
      if (isOverPage()) window.history.back()
      else router.push('/')
    },
    [router],
  )
}

/** Called when the page below can be reached again; it cannot while a task's other view takes over. */
export function returnFocus(): void {
  if (window.location.pathname.startsWith(prefix)) return
  if (focusAfter) focusAfter()
  else if (openedFrom instanceof HTMLElement) openedFrom.focus({ preventScroll: true })
  openedFrom = null
  focusAfter = null
}

function isOverPage(): boolean {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && overPage in state
}
