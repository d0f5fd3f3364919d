'use client'

import { Suspense } from 'react'
import { LateMessages } from '@/components/shell/late-messages'
import { Ground } from '@/components/shell/over-page'
import { lazy } from '@/lib/client/lazy'
import type { Task } from '@/lib/mj/task'
import { closeOverlay, openOverlay, type TaskOverlay } from '@/lib/state/open-task'

const FamilyView = lazy(async () => ({
  default: (await import('@/components/family/family-view')).FamilyView,
}))
const CompareView = lazy(async () => ({
  default: (await import('@/components/compare/compare-view')).CompareView,
}))

/** What is opened over a task and closed by going back: its whole family, or a comparison. */
export function Overlay({ task, overlay }: { task: Task; overlay: TaskOverlay }) {
  return (
    <Suspense fallback={<Ground />}>
      <LateMessages noun="compare" fallback={<Ground />}>
        {overlay.name === 'family' ? (
          <FamilyView key={task.id} task={task} onClose={closeOverlay} />
        ) : (
          <CompareView
            frameIds={overlay.frameIds}
            onChange={(frameIds) => openOverlay({ name: 'compare', frameIds })}
            onClose={closeOverlay}
          />
        )}
      </LateMessages>
    </Suspense>
  )
}
