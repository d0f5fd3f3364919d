'use client'

import { Suspense } from 'react'
import { lazy } from '@/lib/client/lazy'
import { useMe } from '@/lib/client/use-task'

const PersonMenu = lazy(async () => ({ default: (await import('./person-menu')).PersonMenu }))

/** Who one is, where that is a question: alone there is nothing to tell. On a phone Settings says it. */
export function OwnMenu() {
  const me = useMe()
  if (!me || (me.role === 'owner' && !me.hasOthers)) return null
  return (
    <span className="min-h-[53px] max-sm:hidden">
      <Suspense>
        <PersonMenu me={me} />
      </Suspense>
    </span>
  )
}
