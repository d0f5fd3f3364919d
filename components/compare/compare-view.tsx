'use client'

import ImageOff from 'lucide-react/icons/image-off'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { OverPage } from '@/components/shell/over-page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Spinner } from '@/components/ui/spinner'
import { useComparedPictures } from './compared'
import { Comparison } from './comparison'

/**
 * Up to nine pictures beside each other, all looked at alike. `onChange` is told which are left when one is taken out;
 * the address belongs to whoever has opened this.
 */
export function CompareView({
  frameIds,
  onChange,
  onClose,
}: {
  frameIds: readonly string[]
  onChange: (frameIds: readonly string[]) => void
  onClose: () => void
}) {
  const t = useTranslations('compare')
  const { pictures, missing, error, retry } = useComparedPictures(frameIds)
  return (
    <OverPage title={t('title')} className="overflow-y-auto">
      {pictures && pictures.length > 0 ? (
        <Comparison
          pictures={pictures}
          missing={missing}
          onRemove={(id) => {
            const rest = frameIds.filter((one) => one !== id)
            if (rest.length === 0) onClose()
            else onChange(rest)
          }}
          onClose={onClose}
        />
      ) : (
        <Nothing
          state={error ? 'failed' : pictures ? 'none' : 'loading'}
          onRetry={retry}
          onClose={onClose}
        />
      )}
    </OverPage>
  )
}

function Nothing({
  state,
  onRetry,
  onClose,
}: {
  state: 'loading' | 'failed' | 'none'
  onRetry: () => void
  onClose: () => void
}) {
  const t = useTranslations('compare')
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [onClose])
  if (state === 'loading') {
    return (
      <p role="status" className="m-auto flex items-center gap-2 text-muted">
        <Spinner /> {t('loading')}
      </p>
    )
  }
  return (
    <div className="m-auto">
      <EmptyState
        level="h1"
        icon={<ImageOff />}
        title={t(state)}
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
        {state === 'none' ? t('noneHelp') : null}
      </EmptyState>
    </div>
  )
}
