/**
 * Tasks in the query cache: keys, functions and rhythm in one place.
 *
 * [Note: One entry a task] Each task has one entry, `['task', id]`; the feed and families hold ids. So a change
 * redraws the one card it is about, and two places on the screen never disagree. Writers go through `putTasks`,
 * which keeps the newer of two versions by `seq`, because a long poll and a mutation may answer out of order.
 */
import {
  infiniteQueryOptions,
  type InfiniteData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import type { Task } from '@/lib/mj/task'
import { studioApi } from './studio-api'

export type FeedIds = { ids: readonly string[]; next: string | null; seq: number }

const feedKey = ['feed'] as const
const taskKey = (id: string) => ['task', id] as const
const familyKey = (id: string) => ['family', id] as const
const pageLimit = 30

/** Kept current by the changes loop, so nothing here goes stale by itself. */
const watched = { staleTime: Infinity, gcTime: Infinity } as const

export const taskQuery = (client: QueryClient, id: string) =>
  queryOptions({
    queryKey: taskKey(id),
    queryFn: async ({ signal }) => {
      const { task, family } = await studioApi.task(id, { signal })
      putTasks(client, family)
      client.setQueryData(familyKey(id), idsOf(family))
      return newerOf(cachedTask(client, id), task)
    },
    ...watched,
  })

/** Ids of the family of a task, oldest first, the task itself among them; the tasks are in the cache. */
export const familyQuery = (client: QueryClient, id: string) =>
  queryOptions({
    queryKey: familyKey(id),
    queryFn: async ({ signal }) => {
      const { task, family } = await studioApi.task(id, { signal })
      putTasks(client, [...family, task])
      return idsOf(family)
    },
    ...watched,
  })

/** Adds what came of a task to a family that was too large to be told at once. */
export async function loadChildren(
  client: QueryClient,
  { id, of }: { id: string; of: string },
): Promise<void> {
  const { tasks } = await studioApi.children(id)
  putTasks(client, tasks)
  client.setQueryData<readonly string[]>(familyKey(of), (ids = []) => [
    ...new Set([...ids, ...idsOf(tasks)]),
  ])
}

/** The feed as pages of ids, newest first; the tasks are in the cache. */
export const feedQuery = (client: QueryClient) =>
  infiniteQueryOptions({
    queryKey: feedKey,
    queryFn: async ({ pageParam, signal }): Promise<FeedIds> => {
      const { tasks, next, seq } = await studioApi.feed(pageParam, pageLimit, { signal })
      putTasks(client, tasks)
      return { ids: idsOf(tasks), next, seq }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...watched,
  })

export const historyQuery = (id: string, seq: number) =>
  queryOptions({
    // `seq` is part of the key: whatever changes the task also adds to its history.
    queryKey: ['history', id, seq] as const,
    queryFn: async ({ signal }) => (await studioApi.history(id, { signal })).events,
    staleTime: Infinity,
  })

/** How the pictures of a task stand that are not kept; to be asked for those alone. */
export const archiveQuery = (id: string, seq: number) =>
  queryOptions({
    queryKey: ['archive', id, seq] as const,
    queryFn: ({ signal }) => studioApi.archiveOutlook(id, { signal }),
    staleTime: 60_000,
  })

/** Who is in, as `GET /api/me` tells it beside the gateways: see lib/client/me.ts. */
export const meKey = ['me'] as const

/** The connected gateways, the default one first. */
export const gatewaysQuery = () =>
  queryOptions({
    queryKey: ['gateways'] as const,
    queryFn: async ({ client, signal }) => {
      const { gateways, me } = await studioApi.me({ signal })
      client.setQueryData(meKey, me)
      return gateways
    },
    refetchInterval: 30_000,
  })

export function cachedTask(client: QueryClient, id: string): Task | undefined {
  return client.getQueryData<Task>(taskKey(id))
}

/** Asks the studio for a task that is on the screen. False where it is not. */
export async function readTaskAgain(client: QueryClient, id: string): Promise<boolean> {
  const query = client.getQueryCache().find({ queryKey: taskKey(id) })
  if (!query?.isActive()) return false
  await client.fetchQuery({ ...taskQuery(client, id), staleTime: 0 })
  return true
}

/** Takes a task out of the cache; where it is on the screen, it is asked for anew. */
export function forgetTask(client: QueryClient, id: string): void {
  void client.resetQueries({ queryKey: taskKey(id), exact: true })
  client.removeQueries({ queryKey: taskKey(id), exact: true, type: 'inactive' })
}

/** Every task the page knows, in no order. */
export function cachedTasks(client: QueryClient): readonly Task[] {
  return client
    .getQueriesData<Task>({ queryKey: ['task'] })
    .flatMap(([, task]) => (task === undefined ? [] : [task]))
}

/** Ids of the feed as far as it has been loaded, newest first. */
export function cachedFeed(client: QueryClient): readonly string[] {
  return client.getQueryData<InfiniteData<FeedIds>>(feedKey)?.pages.flatMap(({ ids }) => ids) ?? []
}

/** Writes tasks into the cache; an older version never replaces a newer one. */
export function putTasks(client: QueryClient, tasks: readonly Task[]): void {
  for (const task of tasks) {
    client.setQueryData<Task>(taskKey(task.id), (known) => newerOf(known, task))
  }
}

/** Writes tasks that may be new to the page: into the cache, the top of the feed and the families they join. */
export function receiveTasks(client: QueryClient, tasks: readonly Task[]): void {
  const unknown = tasks.filter((task) => cachedTask(client, task.id) === undefined)
  putTasks(client, tasks)
  addToFeed(client, unknown)
  addToFamilies(client, unknown)
}

/** Starts over: after a reply that shows that the page and the server no longer speak of the same past. */
export async function reloadTasks(client: QueryClient): Promise<void> {
  await Promise.all([
    client.resetQueries({ queryKey: feedKey }),
    client.invalidateQueries({ queryKey: ['task'], refetchType: 'active' }),
    client.invalidateQueries({ queryKey: ['family'] }),
  ])
}

function addToFeed(client: QueryClient, tasks: readonly Task[]): void {
  client.setQueryData<InfiniteData<FeedIds>>(feedKey, (feed) => {
    const [first, ...rest] = feed?.pages ?? []
    if (!feed || !first) return feed
    const known = new Set(feed.pages.flatMap(({ ids }) => ids))
    const oldest = oldestLoaded(client, feed)
    const added = tasks
      .filter(({ id, createdAt }) => !known.has(id) && createdAt >= oldest)
      .toSorted((a, b) => b.createdAt - a.createdAt || b.seq - a.seq)
    if (added.length === 0) return feed
    return { ...feed, pages: [{ ...first, ids: [...idsOf(added), ...first.ids] }, ...rest] }
  })
}

/** A change may be about a task far below what has been scrolled to: that one waits for its page. */
function oldestLoaded(client: QueryClient, feed: InfiniteData<FeedIds>): number {
  const last = feed.pages.at(-1)
  const lastId = last?.ids.at(-1)
  if (!last || last.next === null || lastId === undefined) return 0
  return cachedTask(client, lastId)?.createdAt ?? 0
}

function addToFamilies(client: QueryClient, tasks: readonly Task[]): void {
  for (const task of tasks) {
    const parentId = task.parent?.id
    if (parentId === undefined) continue
    client.setQueriesData<readonly string[]>({ queryKey: ['family'] }, (ids) =>
      ids?.includes(parentId) && !ids.includes(task.id) ? [...ids, task.id] : ids,
    )
  }
}

function newerOf(known: Task | undefined, task: Task): Task {
  return known !== undefined && known.seq > task.seq ? known : task
}

function idsOf(tasks: readonly Task[]): readonly string[] {
  return tasks.map(({ id }) => id)
}
