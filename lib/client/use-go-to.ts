'use client'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { connectionStore } from '@/lib/state/connection'
import { studioReached } from './reach'

/** Where the last click leads: an older one that still waits is let go. */
let asked = ''

/**
 * Goes to a page of the studio. With the studio out of reach it waits for it: Next would leave the going to the browser,
 * whose own error page would take the place of everything that is here. Whoever has gone on meanwhile stays there.
 */
export function useGoTo(): (href: string) => void {
  const router = useRouter()
  return useCallback(
    (href) => {
      asked = href
      if (connectionStore.getState().connection === 'online') return router.push(href)
      const from = window.location.href
      void studioReached().then(() => {
        if (asked === href && window.location.href === from) router.push(href)
      })
    },
    [router],
  )
}
