'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { cachedTask } from '@/lib/client/tasks'
import { useFeed } from '@/lib/client/use-task'
import { useOpenTask } from '@/lib/state/open-task'
import { CardKeys } from './card-keys'
import { DayHeading } from './day-heading'
import { groupByDay } from './days'
import { OlderTasks } from './older-tasks'
import { PendingCards } from './pending-card'
import { TaskCard } from './task-card'

/**
 * The tasks by day. It holds ids only: each card follows its own task, so a change draws one card and a task that
 * arrives on top draws none of the others. Its keys work within `root`.
 */
export function Cards({ root }: { root: RefObject<HTMLElement | null> }) {
  const isCovered = useOpenTask() !== null
  return (
    <>
      <PendingCards />
      <Days />
      <CardKeys root={root} isCovered={isCovered} />
    </>
  )
}

function Days() {
  const t = useTranslations('feed')
  const client = useQueryClient()
  const { ids, hasMore, isLoadingMore, loadMore } = useFeed()
  const days = useMemo(
    () => groupByDay(ids ?? [], (id) => cachedTask(client, id)?.createdAt),
    [client, ids],
  )
  return (
    <>
      {days.map((day) => (
        <section key={day.start}>
          <DayHeading day={day} isWhole={!hasMore || day !== days.at(-1)} />
          {day.ids.map((id) => (
            <TaskCard key={id} id={id} />
          ))}
        </section>
      ))}
      {hasMore ? (
        <OlderTasks
          label={t(isLoadingMore ? 'loadingMore' : 'more')}
          isLoading={isLoadingMore}
          load={loadMore}
        />
      ) : null}
    </>
  )
}
