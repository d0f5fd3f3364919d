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
import { PendingCard, usePendingCards } from './pending-card'
import { TaskCard } from './task-card'

/**
 * The tasks by day. It holds ids only: each card follows its own task, so a change draws one card and a task that
 * arrives on top draws none of the others. Its keys work within `root`.
 */
export function Cards({ root }: { root: RefObject<HTMLElement | null> }) {
  const isCovered = useOpenTask() !== null
  return (
    <>
      <Days />
      <CardKeys root={root} isCovered={isCovered} />
    </>
  )
}

/** What is on its way lies where its task is going to lie, below the heading of its day: nothing moves when it comes. */
function Days() {
  const t = useTranslations('feed')
  const client = useQueryClient()
  const { ids, hasMore, isLoadingMore, loadMore } = useFeed()
  const pending = usePendingCards()
  const days = useMemo(() => {
    const newest = cachedTask(client, ids?.[0] ?? '')?.createdAt ?? 0
    const clicks = new Map(pending.map(({ clientKey, at }) => [clientKey, Math.max(at, newest)]))
    return groupByDay(
      [...clicks.keys(), ...(ids ?? [])],
      (id) => clicks.get(id) ?? cachedTask(client, id)?.createdAt,
    )
  }, [client, ids, pending])
  const sending = pending.filter(({ state }) => state === 'sending').length
  return (
    <>
      {days.map((day) => (
        <section key={day.start}>
          <DayHeading
            day={day}
            isWhole={!hasMore || day !== days.at(-1)}
            sending={day === days[0] ? sending : 0}
          />
          {day.ids.map((id) => {
            const click = pending.find(({ clientKey }) => clientKey === id)
            return click ? <PendingCard key={id} pending={click} /> : <TaskCard key={id} id={id} />
          })}
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
