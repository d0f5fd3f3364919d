'use client'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { TaskCard } from '@/components/feed/task-card'
import { useCardKeys } from '@/components/quadrants/use-card-keys'
import { Button } from '@/components/ui/button'
import { WindowHost } from '@/components/window-dialog/window-host'
import { lazy } from '@/lib/client/lazy'
import { feedTasksQuery, type FoundWall } from '@/lib/client/library'

const KeysSheet = lazy(() => import('@/components/quadrants/keys-sheet'))

/** The tasks to which the frames of a search belong, as the cards of Create, in the order of the wall. */
export function FeedList({ found, isCovered }: { found: FoundWall; isCovered: boolean }) {
  const t = useTranslations('library.feed')
  const root = useRef<HTMLElement>(null)
  const client = useQueryClient()
  const query = useInfiniteQuery(feedTasksQuery(client, found))
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const ids = useMemo(() => [...new Set(data?.pages.flatMap((page) => page.taskIds))], [data])
  const [showsKeys, setShowsKeys] = useState(false)
  useCardKeys(root, { isEnabled: !isCovered, onHelp: () => setShowsKeys(true) })
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
          <Older
            isLoading={isFetchingNextPage || data === undefined}
            load={() => void fetchNextPage({ cancelRefetch: false })}
          />
        ) : null}
      </div>
      {isCovered ? null : <WindowHost />}
      {showsKeys ? (
        <Suspense fallback={null}>
          <KeysSheet onClose={() => setShowsKeys(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

/** Loads by itself when it comes near, and by a click where it does not. */
function Older({ isLoading, load }: { isLoading: boolean; load: () => void }) {
  const t = useTranslations('library.feed')
  const ref = useRef<HTMLDivElement>(null)
  const loadOlder = useEffectEvent(load)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) loadOlder()
      },
      { rootMargin: '800px' },
    )
    if (ref.current) observer.observe(ref.current)
    return () => observer.disconnect()
    // Watched anew after each page: what is still in sight then loads the next one.
  }, [isLoading])
  return (
    <div ref={ref} className="flex justify-center py-4">
      <Button look="ghost" busy={isLoading} onClick={load}>
        {t(isLoading ? 'loading' : 'more')}
      </Button>
    </div>
  )
}
