'use client'

import Inbox from 'lucide-react/icons/inbox'
import { type RefObject, Suspense, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { errorKind } from '@/lib/client/http'
import { lazy } from '@/lib/client/lazy'
import { usePending } from '@/lib/client/submit'
import { useFeed } from '@/lib/client/use-task'
import { EmptyFeed } from './empty-feed'

const loadCards = () => import('./cards')
const Cards = lazy(async () => ({ default: (await loadCards()).Cards }))

/**
 * Every task, newest first. A page that has none yet does not pay for showing any: the cards are fetched together with
 * the first tasks, or at the first touch of the page, so that they are there when something is submitted.
 */
export function Feed() {
  const t = useTranslations('feed')
  const root = useRef<HTMLElement>(null)
  useEffect(fetchCardsAtFirstTouch, [])
  return (
    <section
      ref={root}
      aria-label={t('label')}
      className="mx-auto mt-4 w-[min(1120px,100%-24px)] pb-16 md:mt-[22px] md:w-[min(1120px,100%-48px)]"
    >
      <FeedBody root={root} />
    </section>
  )
}

function FeedBody({ root }: { root: RefObject<HTMLElement | null> }) {
  const { ids, error, retry } = useFeed()
  const isAnythingPending = usePending().length > 0
  const hasCards = isAnythingPending || (ids !== undefined && ids.length > 0)
  return (
    <>
      {hasCards ? (
        <Suspense fallback={ids === undefined ? null : <FeedLoading />}>
          <Cards root={root} />
        </Suspense>
      ) : null}
      {ids === undefined ? (
        error ? (
          <FeedFailed error={error} retry={retry} />
        ) : (
          <FeedLoading />
        )
      ) : hasCards ? null : (
        <EmptyFeed />
      )}
    </>
  )
}

function fetchCardsAtFirstTouch(): () => void {
  const touches = ['keydown', 'pointerdown', 'pointermove'] as const
  const leave = () => touches.forEach((touch) => window.removeEventListener(touch, fetchCards))
  const fetchCards = () => {
    leave()
    // Offline it fails, and is tried again when a card is to be shown.
    loadCards().catch(() => undefined)
  }
  touches.forEach((touch) => window.addEventListener(touch, fetchCards, { passive: true }))
  return leave
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
