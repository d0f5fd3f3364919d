'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { closeRegion } from '@/lib/state/open-task'

/** Where nothing can be painted: why, what to do about it, and the way back. */
export function Stop({
  title,
  help,
  children,
}: {
  title: string
  help: string
  children?: ReactNode
}) {
  const t = useTranslations('region')
  return (
    <div className="grid flex-1 place-items-center p-6">
      <EmptyState
        title={title}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {children}
            <Button onClick={closeRegion}>{t('back')}</Button>
          </span>
        }
      >
        {help}
      </EmptyState>
    </div>
  )
}
