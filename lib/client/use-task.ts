'use client'
/** Reading tasks, as components do it. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Me } from '@/lib/mj/members'
import type { Task } from '@/lib/mj/task'
import { meQuery } from './me'
import type { GatewayFacts } from './studio-api'
import { familyQuery, feedQuery, gatewaysQuery, taskQuery } from './tasks'

/** One task, redrawn when it changes and never for another one. Undefined while it is being fetched. */
export function useTask(id: string): Task | undefined {
  return useQuery(taskQuery(useQueryClient(), id)).data
}

/** What the page already knows of a task: a feed of old tasks must not fetch all their relations. */
export function useKnownTask(id: string | undefined): Task | undefined {
  return useQuery({ ...taskQuery(useQueryClient(), id ?? ''), enabled: false }).data
}

/** The same with its states: for a page whose only content is this task. */
export function useTaskQuery(id: string) {
  return useQuery(taskQuery(useQueryClient(), id))
}

/** Ids of the feed, newest first, as far as it has been loaded. */
export function useFeed() {
  const query = useInfiniteQuery(feedQuery(useQueryClient()))
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const ids = useMemo(() => data?.pages.flatMap((page) => page.ids), [data])
  return {
    /** Undefined until the first page is there. */
    ids,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage({ cancelRefetch: false }),
  }
}

/** Ids of a task's family, oldest first; undefined while they are being fetched. */
export function useFamily(id: string): readonly string[] | undefined {
  return useQuery(familyQuery(useQueryClient(), id)).data
}

/** The gateway that new submits go to; undefined until the page has asked. */
export function useGateway(): GatewayFacts | undefined {
  return useQuery(gatewaysQuery()).data?.[0]
}

/** Who is in; undefined until the page has asked. */
export function useMe(): Me | undefined {
  return useQuery(meQuery()).data
}

/** Every connected gateway, the default one first; undefined until the page has asked. */
export function useGateways(): readonly GatewayFacts[] | undefined {
  // Each observer has a timer of its own, and every button of a feed is one: those who ask for the default gateway
  // keep it fresh for all.
  return useQuery({ ...gatewaysQuery(), refetchInterval: false }).data
}
