'use client'

import ImageOff from 'lucide-react/icons/image-off'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { keepTitleName } from '@/components/shell/tab-progress'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Spinner } from '@/components/ui/spinner'
import { useOverlay } from '@/components/ui/use-overlay'
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
  const ref = useOverlay()
  const { pictures, missing, error, retry } = useComparedPictures(frameIds)
  const title = t('title')
  useEffect(() => keepTitleName(`${title} · Safelight`), [title])
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={t('title')}
      className="fixed inset-0 z-40 flex animate-fade flex-col overflow-y-auto bg-bg outline-none max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] sm:left-[68px]"
    >
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
    </section>
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
