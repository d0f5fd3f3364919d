'use client'
/**
 * What opens over the library: a comparison of a few frames, a cull of all that a search finds. Both are addresses,
 * so they can be kept and sent, and going back closes them. The wall stays mounted below.
 */
import { useSearchParams } from 'next/navigation'

export type LibraryView =
  | { name: 'compare'; frameIds: readonly string[] }
  | { name: 'cull'; query: string }

/** Opens a comparison of two to nine frames over the library. */
export function openCompare(frameIds: readonly string[]): void {
  const query = new URLSearchParams(window.location.search).get('q') ?? ''
  window.history.pushState({}, '', libraryHref(query, `compare=${frameIds.join(',')}`))
}

/** Opens the cull of all that a search finds. */
export function openCull(query: string): void {
  window.history.pushState({}, '', libraryHref(query, 'cull'))
}

/** The address of the library with a search, and with what lies over it. */
export function libraryHref(query: string, view = ''): string {
  const search = query === '' ? '' : new URLSearchParams({ q: query }).toString()
  const parts = [search, view].filter((part) => part !== '')
  return `/library${parts.length === 0 ? '' : `?${parts.join('&')}`}`
}

/** What lies over the library, by the address; to be asked on the library's own page only. */
export function useLibraryView(): LibraryView | null {
  return libraryViewIn(useSearchParams())
}

export function libraryViewIn(address: Pick<URLSearchParams, 'get' | 'has'>): LibraryView | null {
  const frameIds = (address.get('compare') ?? '').split(',').filter((id) => id !== '')
  if (frameIds.length > 0) return { name: 'compare', frameIds }
  return address.has('cull') ? { name: 'cull', query: address.get('q') ?? '' } : null
}
