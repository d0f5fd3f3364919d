'use client'

import { useEffect } from 'react'
import { cachedTask } from '@/lib/client/tasks'
import { useFeed } from '@/lib/client/use-task'
import { useQueryClient } from '@tanstack/react-query'
import { imagePath } from '@/lib/mj/task'

export type Neighbours = { previous: string | null; next: string | null }

/** The tasks before and after one in the feed's own order (newest first), their pictures fetched ahead. */
export function useNeighbours(taskId: string): Neighbours {
  const client = useQueryClient()
  const { ids = [], hasMore, isLoadingMore, loadMore } = useFeed()
  const place = ids.indexOf(taskId)
  const previous = ids[place - 1] ?? null
  const next = place === -1 ? null : (ids[place + 1] ?? null)
  const isNearEnd = place !== -1 && place >= ids.length - 2

  useEffect(() => {
    if (isNearEnd && hasMore && !isLoadingMore) loadMore()
  })

  useEffect(() => {
    for (const id of [next, previous]) {
      const picture = id === null ? undefined : cachedTask(client, id)?.pictures[0]
      if (picture) new Image().src = imagePath(picture.id, 1024)
    }
  }, [client, next, previous])

  return { previous, next }
}
