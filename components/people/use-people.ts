'use client'
/** The people of the studio, and every change to them. Whoever calls says what went wrong: mostly, it belongs to a field. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { meQuery } from '@/lib/client/me'
import { membersApi } from '@/lib/client/members-api'

const peopleQuery = () =>
  queryOptions({
    queryKey: ['people'] as const,
    queryFn: async ({ signal }) => (await membersApi.members({ signal })).members,
    // Others come, and spend.
    refetchInterval: 15_000,
  })

export function usePeople() {
  return useQuery(peopleQuery())
}

type PersonDraft = { name: string; budgetPerDay: number | null }

export function useInvite() {
  return useMutation({
    mutationFn: (draft: PersonDraft) => membersApi.invite(draft),
    onSettled: useRenew(),
    meta: { quiet: true },
  })
}

export function useChangePerson() {
  return useMutation({
    mutationFn: ({ id, draft }: { id: string; draft: PersonDraft }) => membersApi.change(id, draft),
    onSettled: useRenew(),
    meta: { quiet: true },
  })
}

export function useNewLink() {
  return useMutation({
    mutationFn: (id: string) => membersApi.inviteAgain(id),
    onSettled: useRenew(),
  })
}

export function useRemovePerson() {
  return useMutation({
    mutationFn: (id: string) => membersApi.remove(id),
    onSettled: useRenew(),
  })
}

/**
 * Oneself is one of them. Not waited for: a row that changes with the answer takes along what its button still had to
 * say.
 */
function useRenew(): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: peopleQuery().queryKey })
    void client.invalidateQueries({ queryKey: meQuery().queryKey })
  }
}
