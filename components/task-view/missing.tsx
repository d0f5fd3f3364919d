'use client'

import { ImageOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { ErrorKind } from '@/lib/mj/errors'

/** Instead of a task that is not there, or not to be had. */
export function Missing({
  kind,
  onRetry,
  onClose,
}: {
  kind: ErrorKind
  onRetry: () => void
  onClose: () => void
}) {
  const t = useTranslations('task')
  const errors = useTranslations('errors.kind')
  const isAbsent = kind === 'not-found' || kind === 'bad-request'
  return (
    <div className="col-span-full grid h-full place-items-center">
      <EmptyState
        level="h1"
        icon={<ImageOff />}
        title={t(isAbsent ? 'notFound' : 'failed')}
        action={
          <div className="flex gap-2">
            {isAbsent ? null : (
              <Button size="md" look="accent" onClick={onRetry}>
                {t('tryAgain')}
              </Button>
            )}
            <Button size="md" look={isAbsent ? 'accent' : 'plain'} onClick={onClose}>
              {t('back')}
            </Button>
          </div>
        }
      >
        {isAbsent ? t('notFoundHelp') : errors(kind)}
      </EmptyState>
    </div>
  )
}
