'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { FoundWall } from '@/lib/client/library'
import { trashDays } from '@/lib/mj/library'
import { DeletionDialog } from './deletion-dialog'

/** Above the trash: how long it keeps things, and the way to be rid of them now. */
export function TrashHeader({ found }: { found: FoundWall }) {
  const t = useTranslations('library.trash')
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3 max-sm:px-3">
      <h2 className="text-lg font-medium">{t('title')}</h2>
      <p className="text-muted">{t('about', { days: trashDays })}</p>
      <Button className="ml-auto" onClick={() => setAsking(true)}>
        {t('empty')}
      </Button>
      {isAsking ? (
        <DeletionDialog
          count={found.total}
          selection={{ query: found.query, except: [] }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
