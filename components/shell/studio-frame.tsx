'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { watchArrivals } from '@/components/drop/watch-arrivals'
import { lazy } from '@/lib/client/lazy'
import { useWatch } from '@/lib/client/watch'
import { meQuery } from '@/lib/client/me'
import { arrivals } from '@/lib/state/arrivals'
import { useOpenTask } from '@/lib/state/open-task'
import { toast } from '@/lib/state/toasts'
import { Toaster } from '@/components/ui/toaster'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ConnectionBanner } from './connection-banner'
import { ProgressNews } from './progress-news'
import { Rail } from './rail'
import { StorageNotice } from './storage-notice'
import { WaitingStage } from './waiting-stage'

const loadTaskView = async () => ({
  default: (await import('@/components/task-view/task-view')).TaskView,
})
const TaskView = lazy(loadTaskView)

const RegionEditor = lazy(async () => ({
  default: (await import('@/components/region-editor/region-editor')).RegionEditor,
}))

const Intake = lazy(async () => ({ default: (await import('@/components/drop/intake')).Intake }))

/** The studio around its pages: rail, banner, what is open over the page. Mounted once, for as long as one is in. */
export function StudioFrame({ children }: { children: ReactNode }) {
  useWatch()
  useCleanAddress()
  useTaskViewAhead()
  const t = useTranslations('shell')
  const openTask = useOpenTask()
  const isHydrated = useHydrated()
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-accent-ink focus-visible:translate-y-0"
      >
        {t('skip')}
      </a>
      <div className="flex min-h-dvh max-sm:flex-col-reverse">
        <Rail />
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 outline-none max-sm:pb-[calc(58px+env(safe-area-inset-bottom))]"
        >
          <div inert={openTask !== null} aria-hidden={openTask !== null || undefined}>
            {children}
          </div>
          {openTask ? <Backdrop /> : null}
          {openTask && isHydrated ? (
            <Suspense fallback={<WaitingStage />}>
              {openTask.isRegion ? (
                <RegionEditor key={openTask.id} taskId={openTask.id} />
              ) : (
                <TaskView
                  taskId={openTask.id}
                  quadrant={openTask.quadrant}
                  pastedId={openTask.pastedId}
                  overlay={openTask.overlay}
                />
              )}
            </Suspense>
          ) : null}
        </main>
      </div>
      <ProgressNews />
      <Toaster>
        <Arrivals />
        <StorageNotice />
        <ConnectionBanner />
      </Toaster>
    </>
  )
}

/** What takes pictures in loads with the first that comes, and stays: some may be on their way for a while. */
function Arrivals() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => arrivals.subscribe(() => setWanted(true)), [])
  useEffect(watchArrivals, [])
  return isWanted ? (
    <Suspense fallback={null}>
      <Intake />
    </Suspense>
  ) : null
}

/** Whoever is in already and opens a printed address or a link again must not keep its secret in sight. */
function useCleanAddress(): void {
  const t = useTranslations('shell.you')
  const client = useQueryClient()
  useEffect(() => {
    const { hash, pathname, search } = window.location
    const isInvitation = hash.startsWith('#invite=')
    if (!isInvitation && !hash.startsWith('#t=')) return
    window.history.replaceState(null, '', pathname + search)
    if (!isInvitation) return
    client.fetchQuery(meQuery()).then(
      ({ name }) => toast(t('otherInvitation', { name })),
      // Nobody answers: the banner says so.
      () => undefined,
    )
  }, [client, t])
}

/** Fetches the view of a task while a hand is on its way to the first one, and not before the page is drawn. */
function useTaskViewAhead(): void {
  useEffect(() => {
    const load = () => {
      for (const sign of signsOfAHand) window.removeEventListener(sign, load)
      // In vain it is no loss: whoever opens a task fetches it.
      loadTaskView().catch(() => undefined)
    }
    for (const sign of signsOfAHand) window.addEventListener(sign, load, { passive: true })
    return () => {
      for (const sign of signsOfAHand) window.removeEventListener(sign, load)
    }
  }, [])
}

const signsOfAHand = ['pointermove', 'pointerdown', 'keydown'] as const

/** Lies between the page and what is open over it, so that the page does not shine through while that arrives. */
function Backdrop() {
  return <div className="fixed inset-0 z-30 animate-fade bg-bg sm:left-[68px]" />
}
