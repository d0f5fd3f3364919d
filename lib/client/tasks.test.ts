import { QueryClient } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import type { Task } from '@/lib/mj/task'
import {
  type FeedIds,
  cachedFeed,
  cachedTask,
  familyQuery,
  feedQuery,
  putTasks,
  receiveTasks,
} from './tasks'

// The runner resolves React as the server does, where React Query's React half cannot load; its core can.
vi.mock('@tanstack/react-query', async () => ({
  ...(await import('@tanstack/query-core')),
  queryOptions: (options: unknown) => options,
  infiniteQueryOptions: (options: unknown) => options,
}))

const task = (id: string, more: Partial<Task> = {}) =>
  ({ id, seq: 1, createdAt: 0, parent: null, state: { name: 'waiting' }, ...more }) as Task

function clientWithFeed(tasks: readonly Task[], next: string | null = null) {
  const client = new QueryClient()
  putTasks(client, tasks)
  const page: FeedIds = { ids: tasks.map(({ id }) => id), next, seq: 9 }
  client.setQueryData(feedQuery(client).queryKey, { pages: [page], pageParams: [null] })
  return client
}

it('an older version of a task never replaces a newer one', () => {
  const client = new QueryClient()
  putTasks(client, [task('a', { seq: 5, seed: 'new' })])
  putTasks(client, [task('a', { seq: 4, seed: 'old' })])
  expect(cachedTask(client, 'a')?.seed).toBe('new')
})

it('puts what is new on top of the feed, newest first, once', () => {
  const client = clientWithFeed([task('a', { createdAt: 10 })])
  const fresh = [task('b', { createdAt: 20 }), task('c', { createdAt: 30 })]
  receiveTasks(client, fresh)
  receiveTasks(client, fresh)
  expect(cachedFeed(client)).toEqual(['c', 'b', 'a'])
})

it('leaves the feed as it is when a task of it changes', () => {
  const client = clientWithFeed([task('a', { createdAt: 10 })])
  const before = client.getQueryData(feedQuery(client).queryKey)
  receiveTasks(client, [task('a', { createdAt: 10, seq: 7 })])
  expect(client.getQueryData(feedQuery(client).queryKey)).toBe(before)
  expect(cachedTask(client, 'a')?.seq).toBe(7)
})

it('a change far below what has been loaded waits for its own page', () => {
  const client = clientWithFeed(
    [task('b', { createdAt: 50 }), task('a', { createdAt: 40 })],
    'more',
  )
  receiveTasks(client, [task('old', { createdAt: 5 })])
  expect(cachedFeed(client)).toEqual(['b', 'a'])
  expect(cachedTask(client, 'old')).toBeDefined()
})

it('a new child joins the families its parent is in', () => {
  const client = clientWithFeed([task('a')])
  client.setQueryData(familyQuery(client, 'a').queryKey, ['root', 'a'])
  client.setQueryData(familyQuery(client, 'z').queryKey, ['z'])
  receiveTasks(client, [task('b', { parent: { id: 'a', customId: 'MJ::JOB::upsample::1::x' } })])
  expect(client.getQueryData(familyQuery(client, 'a').queryKey)).toEqual(['root', 'a', 'b'])
  expect(client.getQueryData(familyQuery(client, 'z').queryKey)).toEqual(['z'])
})
