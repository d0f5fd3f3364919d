'use client'
/**
 * What opens over the library: a comparison of a few frames, a cull of all that a search finds. Both are addresses,
 * so they can be kept and sent, and going back closes them. The wall stays mounted below.
 */

export type LibraryView =
  | { name: 'compare'; frameIds: readonly string[] }
  | { name: 'cull'; query: string }

/** In the history entry: going back closes what lies over the library. */
const overLibrary = 'safelightOverLibrary'

/** Opens a comparison of two to nine frames over the library. */
export function openCompare(frameIds: readonly string[]): void {
  const href = libraryHref(queryInAddress(), comparing(frameIds))
  window.history.pushState({ [overLibrary]: true }, '', href)
}

/** Compares others; a comparison that changes stays one step on the way back. */
export function replaceCompare(frameIds: readonly string[]): void {
  const href = libraryHref(queryInAddress(), comparing(frameIds))
  window.history.replaceState(isOverLibrary() ? { [overLibrary]: true } : {}, '', href)
}

/** Opens the cull of all that a search finds. */
export function openCull(query: string): void {
  window.history.pushState({ [overLibrary]: true }, '', libraryHref(query, 'cull'))
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
  return address.has('cull') ? { name: 'cull', query: address.get('q') ?? '' } : null
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
