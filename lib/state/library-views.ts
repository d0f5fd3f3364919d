'use client'
/**
 * What opens over the library: a comparison of a few frames, a cull of all that a search finds. Both are addresses,
 * so they can be kept and sent, and going back closes them. The wall stays mounted below.
 */
import type { FrameSelection } from '@/lib/mj/library'
import { rememberFocus } from './overlay-focus'

export type LibraryView =
  | { name: 'compare'; frameIds: readonly string[] }
  /** `isOfChoice`: of what was chosen when it was opened, which is more than an address holds. */
  | { name: 'cull'; query: string; isOfChoice: boolean }

/** In the history entry: going back closes what lies over the library. */
const overLibrary = 'safelightOverLibrary'
/** Of a cull in the address. */
const ofChoice = 'chosen'
const culledKey = 'safelight.culled'

/** Opens a comparison of two to nine frames over the library. */
export function openCompare(frameIds: readonly string[]): void {
  const href = libraryHref(queryInAddress(), comparing(frameIds))
  rememberFocus()
  window.history.pushState({ [overLibrary]: true }, '', href)
}

/** Compares others; a comparison that changes stays one step on the way back. */
export function replaceCompare(frameIds: readonly string[]): void {
  const href = libraryHref(queryInAddress(), comparing(frameIds))
  window.history.replaceState(isOverLibrary() ? { [overLibrary]: true } : {}, '', href)
}

/** Opens the cull of all that a search finds. */
export function openCull(query: string): void {
  rememberFocus()
  window.history.pushState({ [overLibrary]: true }, '', libraryHref(query, 'cull'))
}

/** Opens the cull of what is chosen; it can be gone back to for as long as the tab lives. */
export function openCullOf(selection: FrameSelection): void {
  window.sessionStorage.setItem(culledKey, JSON.stringify(selection))
  const href = libraryHref(queryInAddress(), `cull=${ofChoice}`)
  rememberFocus()
  window.history.pushState({ [overLibrary]: true }, '', href)
}

/** What is culled: the choice that was made in this tab, else all that the search finds. */
export function culledSelection({
  query,
  isOfChoice,
}: Extract<LibraryView, { name: 'cull' }>): FrameSelection {
  const chosen = isOfChoice ? window.sessionStorage.getItem(culledKey) : null
  return chosen === null ? { query, except: [] } : (JSON.parse(chosen) as FrameSelection)
}

/** Back to the wall; where the address was opened cold, the wall takes its place. */
export function closeLibraryView(): void {
  if (isOverLibrary()) window.history.back()
  else window.history.replaceState({}, '', libraryHref(queryInAddress()))
}

/** The address of the library with a search, and with what lies over it. */
export function libraryHref(query: string, view = ''): string {
  const search = query === '' ? '' : new URLSearchParams({ q: query }).toString()
  const parts = [search, view].filter((part) => part !== '')
  return `/library${parts.length === 0 ? '' : `?${parts.join('&')}`}`
}

/** What lies over the library, by the address. */
export function libraryViewIn(address: Pick<URLSearchParams, 'get' | 'has'>): LibraryView | null {
  const frameIds = (address.get('compare') ?? '').split(',').filter((id) => id !== '')
  if (frameIds.length > 0) return { name: 'compare', frameIds }
  const cull = address.get('cull')
  if (cull === null) return null
  return { name: 'cull', query: address.get('q') ?? '', isOfChoice: cull === ofChoice }
}

function comparing(frameIds: readonly string[]): string {
  return `compare=${frameIds.join(',')}`
}

function queryInAddress(): string {
  return new URLSearchParams(window.location.search).get('q') ?? ''
}

function isOverLibrary(): boolean {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && overLibrary in state
}
