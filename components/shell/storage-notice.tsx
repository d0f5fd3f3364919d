'use client'

import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { archiveQuery } from '@/lib/client/archive'
import { lazy } from '@/lib/client/lazy'
import { useMe } from '@/lib/client/use-task'
import { storageWarning } from '@/lib/mj/archive'

const StorageBanner = lazy(async () => ({
  default: (await import('./storage-banner')).StorageBanner,
}))

/** Long after everything that somebody came for. */
const calmMs = 4000

/** Asks how much room there is once the page has come to rest; what tells of it loads when there is something to tell. */
export function StorageNotice() {
  const [isCalm, setCalm] = useState(false)
  // How much room there is is the owner's affair, and nobody else is told.
  const isOwner = useMe()?.role === 'owner'
  const { data: archive } = useQuery({ ...archiveQuery(), enabled: isCalm && isOwner })
  const warning = archive ? storageWarning(archive) : null
  useEffect(() => {
    const timer = setTimeout(() => setCalm(true), calmMs)
    return () => clearTimeout(timer)
  }, [])
  return archive && warning ? (
    <Suspense fallback={null}>
      <StorageBanner archive={archive} warning={warning} />
    </Suspense>
  ) : null
}
