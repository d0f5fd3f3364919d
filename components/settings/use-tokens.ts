'use client'
/** What other tools enter by. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { membersApi } from '@/lib/client/members-api'

const tokensQuery = () =>
  queryOptions({
    queryKey: ['tokens'] as const,
    queryFn: async ({ signal }) => (await membersApi.tokens({ signal })).tokens,
    // A tool uses one while somebody looks.
    refetchInterval: 15_000,
  })

export function useTokens() {
  return useQuery(tokensQuery())
}

/** Whoever calls says what went wrong: it belongs to the field. */
export function useMakeToken() {
  return useMutation({
    mutationFn: (name: string) => membersApi.makeToken(name),
    onSettled: useRenew(),
    meta: { quiet: true },
  })
}

export function useRevokeToken() {
  return useMutation({
    mutationFn: (id: string) => membersApi.revokeToken(id),
    onSettled: useRenew(),
  })
}

/** Not waited for: a row that leaves with the answer takes along what its button still had to say. */
function useRenew(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: tokensQuery().queryKey })
}
