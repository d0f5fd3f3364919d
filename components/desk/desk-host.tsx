'use client'

import { Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { lazy } from '@/lib/client/lazy'
import { deskStore, hydrateDesk } from '@/lib/state/desk'

const Desk = lazy(async () => ({ default: (await import('./desk')).Desk }))

/** Where a desk stands, once one is opened; a desk left open is there again after a reload. */
export function DeskHost() {
  const name = useStore(deskStore, (state) => state.name)
  useEffect(hydrateDesk, [])
  return name ? (
    <Suspense fallback={null}>
      <Desk name={name} />
    </Suspense>
  ) : null
}
