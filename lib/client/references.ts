'use client'
/** Pictures that people brought, as the page reads them. Their bytes are at `referencePath` (lib/mj/references.ts). */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Reference } from '@/lib/mj/references'
import { studioApi } from './studio-api'

/** One reference; null when the studio no longer keeps it. What it is never changes, as its id is its content. */
const referenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['reference', id] as const,
    queryFn: async ({ signal }): Promise<Reference | null> =>
      (await studioApi.references([id], { signal })).references[0] ?? null,
    staleTime: Infinity,
  })

/** Undefined until the studio has answered, null when it does not have it. */
export function useReference(id: string): Reference | null | undefined {
  return useQuery(referenceQuery(id)).data
}
