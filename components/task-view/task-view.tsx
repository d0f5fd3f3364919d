'use client'

import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { focusComposer } from '@/components/composer/focus-composer'
import { framesOf } from '@/components/quadrants/frames'
import { keepTitleName } from '@/components/shell/tab-progress'
import { errorKind } from '@/lib/client/http'
import { useTaskQuery } from '@/lib/client/use-task'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import { composerStore, hydrateComposer } from '@/lib/state/composer'
import { deskStore, hydrateDesk } from '@/lib/state/desk'
import { openTask, returnFocus, useCloseTask } from '@/lib/state/open-task'
import { Panel } from './panel'
import { Missing } from './missing'
import { Stage } from './stage'
import { useNeighbours } from './use-neighbours'
import { useViewKeys } from './use-view-keys'

const KeysSheet = lazy(() => import('@/components/quadrants/keys-sheet'))

/** One task, filling the page: its picture on the stage, what can be done and known at the right. */
export function TaskView({ taskId, quadrant }: { taskId: string; quadrant: QuadrantIndex | null }) {
  const t = useTranslations('task')
  const { data: task, error, refetch } = useTaskQuery(taskId)
  const neighbours = useNeighbours(taskId)
  const close = useCloseTask()
  const [showsKeys, setShowsKeys] = useState(false)
  const hasFrames = task !== undefined && framesOf(task.pictures).length > 1
  const chosen = hasFrames ? quadrant : null

  const choose = useCallback(
    (index: QuadrantIndex | null) => openTask(taskId, index === quadrant ? null : index),
    [taskId, quadrant],
  )
  const goTo = (step: -1 | 1) => {
    const id = step === 1 ? neighbours.next : neighbours.previous
    if (id !== null) openTask(id)
  }
  useViewKeys(task, chosen, { close, goTo, choose, help: () => setShowsKeys(true) })
  useWayToComposer(close)
  const ref = useAtFront(task?.prompt || t('title'))

  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={t('title')}
      className="fixed inset-0 z-30 animate-fade bg-bg outline-none max-md:overflow-y-auto max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] sm:left-[68px] md:grid md:grid-cols-[minmax(0,1fr)_340px]"
    >
      {task ? <h1 className="sr-only">{t('title')}</h1> : null}
      {error && !task ? (
        <Missing kind={errorKind(error)} onRetry={() => void refetch()} onClose={() => close()} />
      ) : (
        <>
          <Stage
            task={task}
            chosen={chosen}
            neighbours={neighbours}
            onChoose={choose}
            onGoTo={goTo}
          />
          <Panel task={task} chosen={chosen} onClose={() => close()} />
        </>
      )}
      {showsKeys ? (
        <Suspense fallback={null}>
          <KeysSheet onClose={() => setShowsKeys(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

/** Whatever puts something into the composer or on a desk, from wherever in this view, wants to go there. */
function useWayToComposer(close: (focus: () => void) => void) {
  useEffect(() => {
    // Opened cold there is no composer yet, and writing into its store would forget what it keeps.
    hydrateComposer()
    const leaveComposer = composerStore.subscribe(({ draft }, before) => {
      if (draft !== before.draft) close(focusComposer)
    })
    hydrateDesk()
    const leaveDesk = deskStore.subscribe(({ name, pictures }, before) => {
      if (name !== null && pictures !== before.pictures) close(() => undefined)
    })
    return () => {
      leaveComposer()
      leaveDesk()
    }
  }, [close])
}

/** While a task is open the page below neither scrolls nor names the tab; afterwards both are as before. */
function useAtFront(title: string) {
  const ref = useRef<HTMLElement>(null)

  useEffect(() => {
    const { style } = document.documentElement
    const { overflow } = style
    style.overflow = 'hidden'
    ref.current?.focus({ preventScroll: true })
    return () => {
      style.overflow = overflow
      returnFocus()
    }
  }, [])

  useEffect(() => keepTitleName(`${title.slice(0, 80).trim()} · Safelight`), [title])

  return ref
}
