'use client'
/** The search in the address is the one that is looked at; while a task lies over the page, the last one. */
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { libraryStore } from '@/lib/state/library'
import { type LibraryView, libraryHref, libraryViewIn } from '@/lib/state/library-views'

export function useLibraryQuery(): { query: string; view: LibraryView | null; isCovered: boolean } {
  const isHere = usePathname() === '/library'
  const address = useSearchParams()
  const last = useStore(libraryStore, (state) => state.query)
  const query = isHere ? (address.get('q') ?? '') : last
  useEffect(() => {
    if (isHere) libraryStore.getState().search(query)
  }, [isHere, query])
  const view = isHere ? libraryViewIn(address) : null
  return { query, view, isCovered: !isHere || view !== null }
}

/** Looks for something else. What is chosen is a step one can go back from, what is typed is not. */
export function searchFor(query: string, how: 'typed' | 'chosen' = 'chosen'): void {
  const href = libraryHref(query)
  if (how === 'typed') window.history.replaceState(null, '', href)
  else window.history.pushState(null, '', href)
}

/**
 * Changes a part of what is looked for. `edit` gets the search as it is now: what a screen shows follows the address a
 * moment later, and two quick clicks would undo each other.
 */
export function editSearch(edit: (query: string) => string): void {
  const isHere = window.location.pathname === '/library'
  const address = new URLSearchParams(window.location.search)
  searchFor(edit(isHere ? (address.get('q') ?? '') : libraryStore.getState().query))
}
