import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import type { Budget, Me } from '@/lib/mj/members'
import { renewBudget, spend } from './me'
import { gatewaysQuery, meKey } from './tasks'

// The runner resolves React as the server does, where React Query's React half cannot load; its core can.
vi.mock('@tanstack/react-query', async () => ({
  ...(await import('@tanstack/query-core')),
  queryOptions: (options: unknown) => options,
  infiniteQueryOptions: (options: unknown) => options,
}))

const budget = { perDay: 10, usedToday: 4, renewsAt: 1000 }

function pageOf(own: Budget | null): QueryClient {
  const client = new QueryClient()
  const me: Me = { id: 'anna', name: 'Anna', role: 'member', budget: own, hasOthers: true }
  client.setQueryData(meKey, me)
  client.setQueryData(gatewaysQuery().queryKey, [])
  return client
}

const budgetOn = (client: QueryClient) => client.getQueryData<Me>(meKey)?.budget
const isStale = (client: QueryClient) =>
  client.getQueryState(gatewaysQuery().queryKey)?.isInvalidated

test('what was just submitted is used, before the studio has said so', () => {
  const client = pageOf(budget)
  spend(client, 3)
  expect(budgetOn(client)).toEqual({ ...budget, usedToday: 7 })
})

test('where there is no limit nothing is counted, and nobody is asked', () => {
  const client = pageOf(null)
  spend(client, 3)
  expect(budgetOn(client)).toBeNull()
  renewBudget(client)
  expect(isStale(client)).toBe(false)
})

test('where there is one, the studio is asked what is left', () => {
  const client = pageOf(budget)
  renewBudget(client)
  expect(isStale(client)).toBe(true)
})

test('before the page knows who is in, spending changes nothing', () => {
  const client = new QueryClient()
  spend(client, 1)
  expect(client.getQueryData(meKey)).toBeUndefined()
})
