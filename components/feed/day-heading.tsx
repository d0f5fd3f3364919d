'use client'

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { memo, useCallback, useSyncExternalStore } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { isMark } from '@/components/actions/press'
import { useNow } from '@/components/ui/use-now'
import { cachedTask } from '@/lib/client/tasks'
import { isDeveloping } from '@/lib/mj/task'
import { type Day, daysBetween } from './days'

/** "Today · 14 in the tray, 2 developing". Counts are only shown where the whole day has been loaded. */
export const DayHeading = memo(function DayHeading({
  day,
  isWhole,
}: {
  day: Day
  isWhole: boolean
}) {
  const t = useTranslations('feed')
  const name = useDayName(day.start)
  const { done, developing } = useCounts(day.ids)
  return (
    <h2 className="mb-2.5 flex items-center gap-2.5 text-xs text-faint after:h-px after:flex-1 after:bg-line max-md:mb-2">
      {!isWhole || done + developing === 0
        ? name
        : developing > 0
          ? t('dayDeveloping', { day: name, done, developing })
          : t('day', { day: name, done })}
    </h2>
  )
})

function useDayName(start: number): string {
  const t = useTranslations('time')
  const format = useFormatter()
  const now = useNow()
  const ago = daysBetween(start, now)
  if (ago === 0) return t('today')
  if (ago === 1) return t('yesterday')
  const isThisYear = new Date(start).getFullYear() === new Date(now).getFullYear()
  return format.dateTime(start, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
}

/** Follows all tasks of the day, but draws the heading only when a count changes. */
function useCounts(ids: readonly string[]): { done: number; developing: number } {
  const client = useQueryClient()
  const subscribe = useCallback(
    (tell: () => void) =>
      client.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.query.queryKey[0] === 'task') tell()
      }),
    [client],
  )
  // A string, because a snapshot must be the same as long as nothing has changed.
  const counts = useSyncExternalStore(
    subscribe,
    () => countTasks(client, ids).join(' '),
    () => '0 0',
  )
  const [done = 0, developing = 0] = counts.split(' ').map(Number)
  return { done, developing }
}

function countTasks(
  client: QueryClient,
  ids: readonly string[],
): [done: number, developing: number] {
  const states = ids.flatMap((id) => {
    const task = cachedTask(client, id)
    return task && !isMark(task.parent?.customId) ? task.state : []
  })
  return [
    states.filter(({ name }) => name === 'done').length,
    states.filter((state) => isDeveloping(state)).length,
  ]
}
