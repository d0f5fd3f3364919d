'use client'

import { ArrowLeftRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type SwapPlace, swapPlaces, useTakeIn } from '@/components/drop/use-take-in'
import { Button } from '@/components/ui/button'
import { referenceToken } from '@/lib/mj/references'
import { PictureSlot } from './picture-slot'
import { SubmitLine, useSentWords } from './submit-line'
import { useDesk } from './use-desk'

/** Two places, a face and the picture it goes on, and the way to change them over. */
export function SwapDesk() {
  const t = useTranslations('desk.swap')
  const { pictures, coming, isSent, obstacle, place, send } = useDesk('swap')
  const { toPlace } = useTakeIn()
  const sent = useSentWords('swap', isSent)
  const [face = '', target = ''] = pictures
  const ids = { face, target }

  const without = (at: SwapPlace) => place(at === 'face' ? ['', target] : [face, ''])
  const slot = (at: SwapPlace) => (
    <figure className="flex min-w-0 flex-1 flex-col gap-1.5 sm:w-[300px]">
      <PictureSlot
        id={ids[at]}
        coming={coming.find(({ purpose }) => purpose === at)?.file.name ?? null}
        label={t(at)}
        addLabel={t(at === 'face' ? 'addFace' : 'addTarget')}
        removeLabel={t(at === 'face' ? 'removeFace' : 'removeTarget')}
        onFiles={(files) => toPlace(files, at)}
        onRemove={() => without(at)}
        className="h-[150px] w-full sm:h-[200px]"
      />
      <figcaption className="text-sm text-muted">
        <b className="font-medium text-text">{t(at)}</b> · {t(`${at}About`)}
      </figcaption>
    </figure>
  )

  return (
    <div className="gap-6 sm:flex sm:items-end sm:justify-between">
      <div className="flex min-w-0 items-center gap-2 sm:gap-4">
        {slot(swapPlaces[0])}
        <Button
          look="bright"
          className="mb-6 !px-0 max-sm:min-w-9!"
          aria-label={t('places')}
          icon={<ArrowLeftRight />}
          disabled={face === '' && target === ''}
          onClick={() => place([target, face])}
        />
        {slot(swapPlaces[1])}
      </div>
      <SubmitLine
        label={t('submit')}
        obstacle={obstacle ?? missing(face, target, t)}
        sent={sent}
        onSubmit={() =>
          send({
            verb: 'swap',
            sourceBase64: referenceToken(face),
            targetBase64: referenceToken(target),
          })
        }
      />
    </div>
  )
}

function missing(
  face: string,
  target: string,
  t: ReturnType<typeof useTranslations<'desk.swap'>>,
): string | null {
  if (face === '' && target === '') return t('noPictures')
  if (face === '') return t('noFace')
  return target === '' ? t('noTarget') : null
}
