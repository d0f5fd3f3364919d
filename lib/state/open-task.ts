'use client'
/**
 * [Note: The task view lies over the feed] Opening a task changes the address, not the page: the feed stays
 * mounted below, so going back is instant and finds the same scroll position. Next keeps `usePathname` and
 * `useSearchParams` in step with the browser's own history ("Native History API" in its docs). A task address
 * opened cold has nothing below it; closing it goes to Create as an ordinary navigation.
 */
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useGoTo } from '@/lib/client/use-go-to'
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/quadrants'
import { rememberFocus } from './overlay-focus'

const prefix = '/t/'
/** In the history entry: this address was reached from a page that lies below. */
const overPage = 'safelightOverPage'
/** The same of a task's own view below. */
const overTask = 'safelightOverTask'

/** Of the same entry: the search among whose pictures one goes on from here; absent where that is the feed. */
const within = 'safelightWithin'

/** What stands in place of a task's view, or over it. */
export type TaskOverlay = { name: 'family' } | { name: 'compare'; frameIds: readonly string[] }

/** `isRegion`: its mask editor is open, not its view. */
export type OpenTask = {
  id: string
  quadrant: QuadrantIndex | null
  /** The studio's own picture of one of its frames, where that one was opened. */
  pastedId: string | null
  isRegion: boolean
  overlay: TaskOverlay | null
}

/** Where the focus was when a task was opened, and where it shall go instead when it closes. */
let openedFrom: Element | null = null
let focusAfter: (() => void) | null = null

export function taskHref(
  id: string,
  quadrant: number | null = null,
  pastedId: string | null = null,
): string {
  const picture = pastedId === null ? null : `?pasted=${encodeURIComponent(pastedId)}`
  return `${prefix}${encodeURIComponent(id)}${picture ?? (quadrant === null ? '' : `?q=${quadrant}`)}`
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
  return {
    id,
    quadrant,
    pastedId: query.get('pasted'),
    isRegion: query.has('region'),
    overlay: overlayIn(query),
  }
}

function overlayIn(query: Pick<URLSearchParams, 'get' | 'has'>): TaskOverlay | null {
  if (query.has('family')) return { name: 'family' }
  const frameIds = (query.get('compare') ?? '').split(',').filter((id) => id !== '')
  return frameIds.length > 0 ? { name: 'compare', frameIds } : null
}

/** The search among whose pictures the open task stands; null where it stands in the feed. */
export function openedWithin(): string | null {
  const value = entryState()[within]
  return typeof value === 'string' ? value : null
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
export function openTask(
  id: string,
  quadrant: number | null = null,
  pastedId: string | null = null,
): void {
  const href = taskHref(id, quadrant, pastedId)
  const { pathname, search } = window.location
  if (!pathname.startsWith(prefix)) {
    openedFrom = document.activeElement
    const isLibrary = pathname.startsWith('/library')
    const query = new URLSearchParams(search).get('q') ?? ''
    const mark = { [overPage]: true, ...(isLibrary ? { [within]: query } : {}) }
    window.history.pushState(mark, '', href)
    return
  }
  window.history.replaceState(ownMarks(), '', href)
}

/** Opens a view of its own over the open task; going back closes it. */
export function openOverlay(overlay: TaskOverlay): void {
  const view = overlay.name === 'family' ? 'family' : `compare=${overlay.frameIds.join(',')}`
  const below = taskAddress()
  const href = `${below}${below.includes('?') ? '&' : '?'}${view}`
  const marks = { ...ownMarks(), [overTask]: true }
  // A comparison that changes stays one step on the way back.
  if (overTask in entryState()) window.history.replaceState(marks, '', href)
  else {
    rememberFocus()
    window.history.pushState(marks, '', href)
  }
}

/** Back to the task; opened cold, its view takes the place of what was over it. */
export function closeOverlay(): void {
  if (overTask in entryState()) return window.history.back()
  return window.history.replaceState(ownMarks(), '', taskAddress())
}

/** The address of the open task without what lies over it. */
function taskAddress(): string {
  const { pathname, search } = window.location
  const query = new URLSearchParams(search)
  query.delete('family')
  query.delete('compare')
  const rest = query.toString()
  return rest === '' ? pathname : `${pathname}?${rest}`
}

/** From what lies over a task to another one, which takes the place of both. */
export function openFromOverlay(...task: Parameters<typeof openTask>): void {
  if (!(overTask in entryState())) return openTask(...task)
  window.addEventListener('popstate', () => openTask(...task), { once: true })
  return window.history.back()
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
  if (isRegion) window.history.replaceState(ownMarks(), '', href)
  else window.history.pushState({ ...ownMarks(), [overPage]: true }, '', href)
}

/** Back to where the mask editor was opened from; opened cold, to its task. */
export function closeRegion(): void {
  if (isOverPage()) window.history.back()
  else window.history.replaceState({}, '', window.location.pathname)
}

/** Closes the open task. The focus goes back to where it was, or where `focus` puts it. */
export function useCloseTask(): (focus?: () => void) => void {
  const goTo = useGoTo()
  return useCallback(
    (focus) => {
      focusAfter = focus ?? null
      // What lies over the task goes with it.
      if (isOverPage()) window.history.go(overTask in entryState() ? -2 : -1)
      else goTo('/')
    },
    [goTo],
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
  return overPage in entryState()
}

/** Only our own marks: given back its own state, Next takes the call for one of its own and ignores it. */
function ownMarks(): Record<string, unknown> {
  const marks = Object.entries(entryState()).filter(([name]) => name.startsWith('safelight'))
  return Object.fromEntries(marks)
}

function entryState(): Record<string, unknown> {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {}
}
