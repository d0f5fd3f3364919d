'use client'

import { useTranslations } from 'use-intl'
import { referenceToken } from '@/lib/mj/references'
import { PictureSlot } from './picture-slot'
import { SubmitLine, useSentWords } from './submit-line'
import { useDesk } from './use-desk'

/** One picture, from which the gateway makes four prompts; they appear in the feed. */
export function DescribeDesk() {
  const t = useTranslations('desk')
  const { pictures, coming, isSent, obstacle, add, place, send } = useDesk('describe')
  const sent = useSentWords('describe', isSent)
  const [id] = pictures

  return (
    <div className="gap-6 sm:flex sm:items-end sm:justify-between">
      <PictureSlot
        id={id ?? ''}
        coming={coming[0]?.file.name ?? null}
        label={t('describe.picture')}
        addLabel={t('addOne')}
        removeLabel={t('remove', { index: 1 })}
        onFiles={add}
        onRemove={() => place([])}
        className="h-[200px] w-full sm:w-[360px]"
      />
      <SubmitLine
        label={t('describe.submit')}
        obstacle={obstacle ?? (id === undefined ? t('describe.empty') : null)}
        sent={sent}
        onSubmit={() => {
          if (id !== undefined) send({ verb: 'describe', base64: referenceToken(id) })
        }}
      />
    </div>
  )
}
