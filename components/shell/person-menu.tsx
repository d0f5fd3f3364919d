'use client'

import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Avatar } from '@/components/ui/avatar'
import { Popover } from '@/components/ui/popover'
import { lazy } from '@/lib/client/lazy'
import type { Me } from '@/lib/mj/members'
import { railItem } from './rail-item'

const loadPanel = () => import('./own-panel')
const OwnPanel = lazy(async () => ({ default: (await loadPanel()).OwnPanel }))

/** The name of whoever is signed in, with what belongs to them behind it. */
export function PersonMenu({ me }: { me: Me }) {
  const t = useTranslations('shell.you')
  return (
    <Popover
      label={t('label', { name: me.name })}
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={t('label', { name: me.name })}
          className={railItem}
          onPointerDown={() => void loadPanel()}
        >
          <Avatar name={me.name} size="sm" />
          <span className="max-w-14 truncate px-0.5">{me.name}</span>
        </button>
      }
    >
      {(close) => (
        <Suspense fallback={<div className="h-24 w-64 max-w-full" />}>
          <OwnPanel me={me} onDone={close} />
        </Suspense>
      )}
    </Popover>
  )
}
