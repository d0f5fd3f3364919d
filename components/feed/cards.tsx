'use client'

import { useQueryClient } from '@tanstack/react-query'
import {
  type RefObject,
  Suspense,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import { useCardKeys } from '@/components/quadrants/use-card-keys'
import { Button } from '@/components/ui/button'
import { WindowHost } from '@/components/window-dialog/window-host'
import { lazy } from '@/lib/client/lazy'
import { cachedTask } from '@/lib/client/tasks'
import { useFeed } from '@/lib/client/use-task'
import { useOpenTask } from '@/lib/state/open-task'
import { DayHeading } from './day-heading'
import { groupByDay } from './days'
import { PendingCards } from './pending-card'
import { TaskCard } from './task-card'

const KeysSheet = lazy(() => import('@/components/quadrants/keys-sheet'))

/**
 * The tasks by day. It holds ids only: each card follows its own task, so a change draws one card and a task that
 * arrives on top draws none of the others. Its keys work within `root`.
 */
export function Cards({ root }: { root: RefObject<HTMLElement | null> }) {
  const [showsKeys, setShowsKeys] = useState(false)
  // A task view over the feed has keys and a place for windows of its own.
  const isCovered = useOpenTask() !== null
  useCardKeys(root, { isEnabled: !isCovered, onHelp: () => setShowsKeys(true) })
  return (
    <>
      <PendingCards />
      <Days />
      {isCovered ? null : <WindowHost />}
      {showsKeys ? (
        <Suspense fallback={null}>
          <KeysSheet onClose={() => setShowsKeys(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function Days() {
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
      {hasMore ? <OlderTasks isLoading={isLoadingMore} load={loadMore} /> : null}
    </>
  )
}

/** Loads by itself when it comes near, and by a click where it does not. */
function OlderTasks({ isLoading, load }: { isLoading: boolean; load: () => void }) {
  const t = useTranslations('feed')
  const ref = useRef<HTMLDivElement>(null)
  const loadOlder = useEffectEvent(load)

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) loadOlder()
      },
      { rootMargin: '1200px' },
    )
    if (ref.current) observer.observe(ref.current)
    return () => observer.disconnect()
    // Watched anew after each page: what is still in sight then loads the next one.
  }, [isLoading])

  return (
    <div ref={ref} className="flex justify-center py-4">
      <Button look="ghost" busy={isLoading} onClick={load}>
        {t(isLoading ? 'loadingMore' : 'more')}
      </Button>
    </div>
  )
}
