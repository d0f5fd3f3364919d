'use client'

import { Suspense } from 'react'
import { useStore } from 'zustand'
import { lazy } from '@/lib/client/lazy'
import { draftKey, windowStore } from './open-window'

const WindowDialog = lazy(() => import('./window-dialog'))

/** Where prompt windows appear; one on a page that has actions. Costs nothing until the first one opens. */
export function WindowHost() {
  const target = useStore(windowStore, (state) => state.target)
  if (!target) return null
  return (
    <Suspense fallback={null}>
      <WindowDialog key={draftKey(target)} target={target} />
    </Suspense>
  )
}
