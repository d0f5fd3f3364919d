'use client'

import Inbox from 'lucide-react/icons/inbox'
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useCardKeys } from '@/components/quadrants/use-card-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { WindowHost } from '@/components/window-dialog/window-host'
import { errorKind } from '@/lib/client/http'
import { usePending } from '@/lib/client/submit'
import { cachedTask } from '@/lib/client/tasks'
import { useFeed } from '@/lib/client/use-task'
import { useOpenTask } from '@/lib/state/open-task'
import { DayHeading } from './day-heading'
import { groupByDay } from './days'
import { EmptyFeed } from './empty-feed'
import { PendingCards } from './pending-card'
import { TaskCard } from './task-card'

const KeysSheet = lazy(() => import('@/components/quadrants/keys-sheet'))

/**
 * Every task, newest first, by day. It holds ids only: each card follows its own task, so a change draws one card
 * and a task that arrives on top draws none of the others.
 */
export function Feed() {
  const t = useTranslations('feed')
  const root = useRef<HTMLElement>(null)
  const [showsKeys, setShowsKeys] = useState(false)
  // A task view over the feed has keys and a place for windows of its own.
  const isCovered = useOpenTask() !== null
  useCardKeys(root, { isEnabled: !isCovered, onHelp: () => setShowsKeys(true) })

  return (
    <section
      ref={root}
      aria-label={t('label')}
      className="mx-auto mt-4 w-[min(1120px,100%-24px)] pb-16 md:mt-[22px] md:w-[min(1120px,100%-48px)]"
    >
      <PendingCards />
      <FeedBody />
      {isCovered ? null : <WindowHost />}
      {showsKeys ? (
        <Suspense fallback={null}>
          <KeysSheet onClose={() => setShowsKeys(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

function FeedBody() {
  const client = useQueryClient()
  const { ids, error, retry, hasMore, isLoadingMore, loadMore } = useFeed()
  const isAnythingPending = usePending().length > 0
  const days = useMemo(
    () => groupByDay(ids ?? [], (id) => cachedTask(client, id)?.createdAt),
    [client, ids],
  )
  if (ids === undefined) return error ? <FeedFailed error={error} retry={retry} /> : <FeedLoading />
  if (ids.length === 0) return isAnythingPending ? null : <EmptyFeed />

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

function FeedFailed({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations()
  return (
    <EmptyState
      icon={<Inbox />}
      title={t('feed.failed.title')}
      action={
        <Button look="bright" onClick={retry}>
          {t('feed.failed.retry')}
        </Button>
      }
    >
      {t(`errors.kind.${errorKind(error)}`)}
    </EmptyState>
  )
}

function FeedLoading() {
  const t = useTranslations('feed')
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col gap-[26px] pt-7">
      {[0, 1].map((place) => (
        <div
          key={place}
          className="grid animate-breathe gap-x-[22px] gap-y-3 md:grid-cols-[1fr_316px]"
        >
          <div className="h-[190px] rounded-xl bg-surface" />
          <div className="h-5 w-3/4 rounded-md bg-surface" />
        </div>
      ))}
    </div>
  )
}
