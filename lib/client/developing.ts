'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { isDeveloping } from '@/lib/mj/task'
import { cachedTasks } from './tasks'

/** Ids of all that is developing as far as the page knows, sorted; the same string until one begins or ends. */
export function useDevelopingIds(): string {
  const client = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) =>
      client.getQueryCache().subscribe((event) => {
        // A component that begins to follow a task says so while it renders: nobody may be told of that then.
        if (event.type === 'updated' || event.type === 'removed') listener()
      }),
    [client],
  )
  return useSyncExternalStore(subscribe, () => developingIds(client), none)
}

function developingIds(client: QueryClient): string {
  const developing = cachedTasks(client).filter(({ state }) => isDeveloping(state))
  return developing
    .map(({ id }) => id)
    .toSorted()
    .join(' ')
}

const none = () => ''
