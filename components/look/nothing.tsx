'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useOverlayKeys } from '@/components/ui/use-overlay'
import { Waiting } from '@/components/ui/waiting'

/** Over a page, instead of pictures that are on their way, cannot be had, or are none. */
export function Nothing({
  icon,
  state,
  title,
  help = null,
  onRetry,
  onClose,
}: {
  icon: ReactNode
  state: 'loading' | 'failed' | 'none'
  title: string
  help?: string | null
  onRetry: () => void
  onClose: () => void
}) {
  const t = useTranslations('compare')
  useOverlayKeys(({ key }) => {
    if (key === 'Escape') onClose()
    return key === 'Escape'
  })
  if (state === 'loading') return <Waiting>{title}</Waiting>
  return (
    <div className="m-auto">
      <EmptyState
        level="h1"
        icon={icon}
        title={title}
        action={
          <div className="flex gap-2">
            {state === 'failed' ? (
              <Button size="md" look="accent" onClick={onRetry}>
                {t('retry')}
              </Button>
            ) : null}
            <Button size="md" onClick={onClose}>
              {t('back')}
            </Button>
          </div>
        }
      >
        {help}
      </EmptyState>
    </div>
  )
}
