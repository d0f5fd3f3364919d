/** What is kept and how much room there is, for the banner and the settings. */
import { queryOptions } from '@tanstack/react-query'
import { studioApi } from './studio-api'

const calmMs = 10 * 60_000
/** Something is on its way, and somebody is looking. */
const busyMs = 5000

export const archiveQuery = () =>
  queryOptions({
    queryKey: ['archive'] as const,
    queryFn: async ({ signal }) => (await studioApi.archiveState({ signal })).archive,
    staleTime: busyMs,
    refetchInterval: calmMs,
  })

/** As `archiveQuery`, for where results are seen to come in. */
export const watchedArchiveQuery = () =>
  queryOptions({
    ...archiveQuery(),
    refetchInterval: ({ state }) => ((state.data?.keeping ?? 0) > 0 ? busyMs : calmMs),
  })
