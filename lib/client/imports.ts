/** Imports as the page drives them, and the one that it watches. */
import { queryOptions } from '@tanstack/react-query'
import type { Adoption, Import } from '@/lib/mj/exchange'
import { getJson, postJson } from './http'

type Answer = { import: Import }

const pathOf = (id: string, verb = '') => `/api/imports/${encodeURIComponent(id)}${verb}`

/** A gateway is asked for a hundred tasks while the browser waits. */
const adoptTimeoutMs = 120_000

export const importApi = {
  start: async (id: string, gatewayId: string | null) =>
    (await postJson<Answer>(pathOf(id, '/start'), { gatewayId })).import,
  drop: (id: string) => postJson<void>(pathOf(id, '/drop'), {}),
  adopt: async (gatewayId: string, ids: readonly string[]) =>
    (
      await postJson<{ adoptions: readonly Adoption[] }>(
        '/api/adopt',
        { gatewayId, ids },
        { timeoutMs: adoptTimeoutMs },
      )
    ).adoptions,
} as const

const moving: readonly Import['state']['name'][] = ['reading', 'checking', 'importing']

/** The newest import of this person, the one that a page shows; null while there is none. */
export const importQuery = () =>
  queryOptions({
    queryKey: ['import'] as const,
    queryFn: async ({ signal }) =>
      (await getJson<{ imports: readonly Import[] }>('/api/imports', { signal })).imports.at(-1) ??
      null,
    refetchInterval: ({ state }) =>
      state.data && moving.includes(state.data.state.name) ? 700 : false,
  })
