'use client'

import { Suspense } from 'react'
import { Ground } from '@/components/shell/over-page'
import { useHydrated } from '@/components/ui/use-hydrated'
import { lazy } from '@/lib/client/lazy'
import {
  closeLibraryView,
  culledSelection,
  type LibraryView,
  openCompare,
  replaceCompare,
} from '@/lib/state/library-views'
import { searchFor } from './use-library-query'

const CompareView = lazy(async () => ({
  default: (await import('@/components/compare/compare-view')).CompareView,
}))
const CullView = lazy(async () => ({
  default: (await import('@/components/cull/cull-view')).CullView,
}))

/** What the address says lies over the wall. */
export function OverWall({ view }: { view: LibraryView }) {
  if (!useHydrated()) return null
  return (
    <Suspense fallback={<Ground />}>
      {view.name === 'compare' ? (
        <CompareView
          frameIds={view.frameIds}
          onChange={replaceCompare}
          onClose={closeLibraryView}
        />
      ) : (
        <CullView
          selection={culledSelection(view)}
          onShow={searchFor}
          onCompare={openCompare}
          onClose={closeLibraryView}
        />
      )}
    </Suspense>
  )
}
