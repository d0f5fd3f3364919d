/** Who is in, and what is left of their day. Told together with the gateways, so it costs no request of its own. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Me } from '@/lib/mj/members'
import { gatewaysQuery, meKey } from './tasks'

export const meQuery = () =>
  queryOptions({
    queryKey: meKey,
    queryFn: async ({ client }): Promise<Me> => {
      await client.fetchQuery(gatewaysQuery())
      return client.getQueryData<Me>(meKey)!
    },
    staleTime: Infinity,
  })

/** What was just submitted counts at once; what the studio says next goes before. */
export function spend(client: QueryClient, count: number): void {
  client.setQueryData<Me>(meKey, (me) =>
    me?.budget ? { ...me, budget: { ...me.budget, usedToday: me.budget.usedToday + count } } : me,
  )
}

/** Asks what is left, where there is an end to it. */
export function renewBudget(client: QueryClient): void {
  if (client.getQueryData<Me>(meKey)?.budget) {
    void client.invalidateQueries({ queryKey: gatewaysQuery().queryKey, exact: true })
  }
}
