/** Exports: made by the studio, fetched by the browser itself, which streams them to the disk. */
import { queryOptions } from '@tanstack/react-query'
import type { Export, ExportEstimate, ExportSelection } from '@/lib/mj/exchange'
import { getJson, postJson } from './http'

/** Thousands of frames are looked up. */
const makeTimeoutMs = 60_000

/** Makes an export and has the browser save it. Resolves when the download has begun; throws what the studio says. */
export async function startExport(selection: ExportSelection): Promise<Export> {
  const { export: made } = await postJson<{ export: Export }>(
    '/api/exports',
    { selection },
    { timeoutMs: makeTimeoutMs },
  )
  const link = document.createElement('a')
  link.href = `/api/exports/${encodeURIComponent(made.id)}`
  link.download = made.name
  document.body.append(link)
  link.click()
  link.remove()
  return made
}

/** What an export of everything would hold, as it is now. */
export const exportEstimateQuery = () =>
  queryOptions({
    queryKey: ['export-estimate'] as const,
    queryFn: async ({ signal }) =>
      (await getJson<{ estimate: ExportEstimate }>('/api/exports', { signal })).estimate,
    staleTime: 0,
  })
