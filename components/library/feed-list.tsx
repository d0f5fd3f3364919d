'use client'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { CardKeys } from '@/components/feed/card-keys'
import { OlderTasks } from '@/components/feed/older-tasks'
import { TaskCard } from '@/components/feed/task-card'
import { feedTasksQuery, type FoundWall } from '@/lib/client/library'

/** The tasks to which the frames of a search belong, as the cards of Create, in the order of the wall. */
export function FeedList({ found, isCovered }: { found: FoundWall; isCovered: boolean }) {
  const t = useTranslations('library.feed')
  const root = useRef<HTMLElement>(null)
  const client = useQueryClient()
  const query = useInfiniteQuery(feedTasksQuery(client, found))
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const isLoading = isFetchingNextPage || data === undefined
  const ids = useMemo(() => [...new Set(data?.pages.flatMap((page) => page.taskIds))], [data])
  return (
    <section
      ref={root}
      aria-label={t('label')}
      className="absolute inset-0 overflow-y-auto px-6 pb-24 max-sm:px-3"
    >
      <div className="mx-auto max-w-[1120px] pt-2">
        {ids.map((id) => (
          <TaskCard key={id} id={id} />
        ))}
        {hasNextPage || data === undefined ? (
          <OlderTasks
            label={t(isLoading ? 'loading' : 'more')}
            isLoading={isLoading}
            load={() => void fetchNextPage({ cancelRefetch: false })}
          />
        ) : null}
      </div>
      <CardKeys root={root} isCovered={isCovered} />
    </section>
  )
}
