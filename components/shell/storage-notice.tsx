'use client'

import { lazy, Suspense, useEffect, useState } from 'react'

const StorageBanner = lazy(async () => ({
  default: (await import('./storage-banner')).StorageBanner,
}))

/** Long after everything that somebody came for. */
const calmMs = 4000

/** Asks how much room there is once the page has come to rest. */
export function StorageNotice() {
  const [isCalm, setCalm] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(true), calmMs)
    return () => clearTimeout(timer)
  }, [])
  return isCalm ? (
    <Suspense fallback={null}>
      <StorageBanner />
    </Suspense>
  ) : null
}
