'use client'

import ImageOff from 'lucide-react/icons/image-off'
import { useTranslations } from 'use-intl'
import { Nothing } from '@/components/look/nothing'
import { OverPage } from '@/components/shell/over-page'
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
  const state = error ? 'failed' : pictures ? 'none' : 'loading'
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
          icon={<ImageOff />}
          state={state}
          title={t(state)}
          help={state === 'none' ? t('noneHelp') : null}
          onRetry={retry}
          onClose={onClose}
        />
      )}
    </OverPage>
  )
}
