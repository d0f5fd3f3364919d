'use client'

import { HardDrive } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { useBytes } from '@/components/ui/use-bytes'
import { dismissForADay, isDismissed } from '@/lib/client/dismissed'
import type { ArchiveState, StorageWarning } from '@/lib/mj/archive'
import { PageLink } from './page-link'

/** Says that room gets short, until somebody says that they know. A graver reason is told anew. */
export function StorageBanner({
  archive,
  warning,
}: {
  archive: ArchiveState
  warning: StorageWarning
}) {
  const t = useTranslations('shell.storage')
  const format = useFormatter()
  const sizeOf = useBytes()
  const [dismissed, setDismissed] = useState<string | null>(null)
  if (dismissed === warning || isDismissed(warning)) return null
  const share = archive.usedBytes / (archive.quotaBytes ?? Infinity)
  return (
    <Banner
      tone="warn"
      icon={<HardDrive />}
      action={
        <div className="flex gap-1">
          <PageLink href="/settings#storage" className={buttonClass('bright')}>
            {t('look')}
          </PageLink>
          <Button
            look="ghost"
            onClick={() => {
              dismissForADay(warning)
              setDismissed(warning)
            }}
          >
            {t('dismiss')}
          </Button>
        </div>
      }
    >
      {t(warning, {
        share: format.number(share, { style: 'percent' }),
        free: sizeOf(archive.freeBytes),
      })}
    </Banner>
  )
}
