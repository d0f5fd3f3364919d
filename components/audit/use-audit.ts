'use client'
/** The log, page by page, newest first. */
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { membersApi } from '@/lib/client/members-api'

/** What stands below the log must stay in reach. */
const linesAPage = 25

/** `memberId` is whose lines; null for everybody's, which only the owner is told. */
const auditQuery = (memberId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['audit', memberId] as const,
    queryFn: ({ pageParam, signal }) =>
      membersApi.audit({ before: pageParam, member: memberId, limit: linesAPage }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

export function useAudit(memberId: string | null) {
  const query = useInfiniteQuery(auditQuery(memberId))
  return {
    /** Undefined until the first page is there. */
    entries: query.data?.pages.flatMap(({ entries }) => entries),
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    isRenewing: query.isRefetching && !query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage({ cancelRefetch: false }),
    renew: () => void query.refetch(),
  }
}
