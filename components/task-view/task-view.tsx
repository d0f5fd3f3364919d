'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beforeAfterStore } from '@/components/compare/before-after-store'
import { focusComposer } from '@/components/composer/focus-composer'
import { lookForKey } from '@/components/look/look-keys'
import { useLookAt, useStage } from '@/components/look/use-look'
import { framesOf } from '@/components/quadrants/frames'
import { useTabName } from '@/components/shell/use-tab-name'
import { lockScroll } from '@/components/ui/scroll-lock'
import { useSheet } from '@/components/ui/use-sheet'
import { useToastRoom } from '@/components/ui/use-toast-room'
import { errorKind } from '@/lib/client/http'
import { lazy } from '@/lib/client/lazy'
import { useTaskQuery } from '@/lib/client/use-task'
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { composerStore, hydrateComposer } from '@/lib/state/composer'
import { deskStore, hydrateDesk } from '@/lib/state/desk'
import {
  openedWithin,
  openOverlay,
  openTask,
  returnFocus,
  type TaskOverlay,
  useCloseTask,
} from '@/lib/state/open-task'
import { downloadOf, saveFile } from './download-link'
import { Missing } from './missing'
import { Overlay } from './overlay'
import { Panel } from './panel'
import { lookedSize, Stage } from './stage'
import { useCompared } from './use-compared'
import { useFrameMarks } from './use-frame-marks'
import { useGoing } from './use-going'
import { useNeighbours } from './use-neighbours'
import { useViewKeys } from './use-view-keys'

/** In pixels: what the strip of frames takes at the foot of the stage. */
const stripRoom = 88

const KeysSheet = lazy(() => import('./view-keys-sheet'))

/** One task, filling the page: its picture on the stage, what can be done and known at the right. */
export function TaskView({
  taskId,
  quadrant,
  pastedId,
  overlay,
}: {
  taskId: string
  quadrant: QuadrantIndex | null
  pastedId: string | null
  overlay: TaskOverlay | null
}) {
  const t = useTranslations('task')
  const { data: task, error, refetch } = useTaskQuery(taskId)
  const hasFrames = task !== undefined && framesOf(task.pictures).length > 1
  const pasted = usePasted(task, pastedId)
  const chosen = hasFrames ? (pasted?.quadrant ?? quadrant) : null
  const here = { taskId, quadrant: chosen, ...(pasted ? { pastedId: pasted.id } : {}) }
  const neighbours = useNeighbours(task, here, openedWithin())
  const close = useCloseTask()
  const [keysSheet, showKeys] = useSheet(KeysSheet)
  const [stageElement, stageRef] = useState<HTMLDivElement | null>(null)
  const noteRef = useRef<HTMLTextAreaElement>(null)
  const stage = useStage(stageElement)
  // The frames of a task alike, so that they can be compared by stepping.
  const [look, onLook] = useLookAt(taskId)
  const size = task ? lookedSize(task, chosen) : null
  const compared = useCompared(task)

  const choose = useCallback(
    (index: QuadrantIndex | null) => openTask(taskId, index === chosen ? null : index),
    [taskId, chosen],
  )
  const goTo = useGoing(here, neighbours)
  const marks = useFrameMarks(task, { chosen, pastedId: pasted?.id ?? null }, () =>
    goTo(neighbours.next ? 1 : -1),
  )
  const verbs = {
    favourite: marks.favour,
    trash: marks.trash,
    download: () => {
      const file = task && downloadOf(task, chosen)
      if (file) saveFile(file.href)
    },
    compare: () => {
      if (compared.length > 1) openOverlay({ name: 'compare', frameIds: compared })
    },
    family: () => openOverlay({ name: 'family' }),
    note: () => noteRef.current?.focus(),
    info: () => turnPage(ref.current),
    help: showKeys,
  }
  useViewKeys(task, chosen, overlay === null, {
    ...verbs,
    close,
    goTo,
    choose,
    look: (event) => {
      const change = size && stage && lookForKey(event, size, stage)
      if (change) onLook(change)
      return Boolean(change)
    },
  })
  useWayToComposer(close)
  useToastRoom(stripRoom)
  const ref = useAtFront(task?.prompt || t('title'))

  return (
    <>
      <section
        ref={ref}
        tabIndex={-1}
        inert={overlay !== null}
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
              stageRef={stageRef}
              stage={stage}
              looked={size && { look, size }}
              onLook={onLook}
              onChoose={choose}
              onGoTo={goTo}
              onInfo={verbs.info}
            />
            <Panel
              task={task}
              chosen={chosen}
              marks={marks}
              noteRef={noteRef}
              onCompare={compared.length > 1 ? verbs.compare : null}
              onFamily={verbs.family}
              onClose={() => close()}
            />
          </>
        )}
      </section>
      {overlay && task ? <Overlay task={task} overlay={overlay} /> : null}
      {keysSheet}
    </>
  )
}

/** The studio's own picture that was opened, and the frame that it is one of; on the stage for as long as it is. */
function usePasted(
  task: Task | undefined,
  pastedId: string | null,
): { id: string; quadrant: QuadrantIndex | null } | null {
  useEffect(() => {
    if (pastedId === null) return undefined
    const { set } = beforeAfterStore.getState()
    set({ pastedId })
    return () => set({ pastedId: null })
  }, [pastedId])
  const pasted = task?.pasted.find(({ id }) => id === pastedId)
  if (!pasted) return null
  return {
    id: pasted.id,
    quadrant: quadrantIndexes.find((index) => index === pasted.quadrant) ?? null,
  }
}

/** On a phone picture and panel are one page: from the one to the other, and back. */
function turnPage(view: HTMLElement | null): void {
  if (!view) return
  const isAtTop = view.scrollTop < 24
  const top = isAtTop ? (view.querySelector('aside')?.offsetTop ?? 0) : 0
  view.scrollTo({ top, behavior: 'smooth' })
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
    const unlock = lockScroll()
    ref.current?.focus({ preventScroll: true })
    return () => {
      unlock()
      returnFocus()
    }
  }, [])

  useTabName(title)

  return ref
}
