/** What the entries of the library in the query cache are called, for those who have nothing else to do with it. */
import type { QueryClient } from '@tanstack/react-query'

export const libraryKey = ['library'] as const
export const wallsKey = [...libraryKey, 'wall'] as const
export const collectionsKey = [...libraryKey, 'collections'] as const
export const searchesKey = [...libraryKey, 'searches'] as const

/** Reads again what is on the screen; details come with the wall that they belong to. */
export async function refreshLibrary(client: QueryClient): Promise<void> {
  await Promise.all(
    [wallsKey, collectionsKey, searchesKey].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  )
}
