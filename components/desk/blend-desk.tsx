'use client'

import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { referenceToken } from '@/lib/mj/references'
import { deskRoom, deskStore } from '@/lib/state/desk'
import { AddPicture, ComingPicture } from './add-picture'
import { BlendTiles } from './blend-tiles'
import { ShapePicker } from './shape-picker'
import { SubmitLine, useSentWords } from './submit-line'
import { useDesk } from './use-desk'

/** Two to five pictures in an order, and the shape of what they become. They stay: people blend again. */
export function BlendDesk() {
  const t = useTranslations('desk')
  const { pictures, coming, isSent, obstacle, add, place, send } = useDesk('blend')
  const dimensions = useStore(deskStore, (state) => state.dimensions)
  const sent = useSentWords('blend', isSent)
  const isFull = pictures.length + coming.length >= deskRoom.blend
  const missing =
    pictures.length === 0 ? t('blend.empty') : pictures.length === 1 ? t('blend.one') : null

  return (
    <>
      <BlendTiles pictures={pictures} onChange={place}>
        {coming.map(({ id, file }) => (
          <li key={id} className="aspect-square">
            <ComingPicture name={file.name} />
          </li>
        ))}
        <li className="aspect-square">
          {isFull ? (
            <p className="grid size-full place-items-center p-2 text-center text-xs text-muted">
              {t('blend.full')}
            </p>
          ) : (
            <AddPicture
              label={t('add')}
              hint={t('paste')}
              multiple
              onFiles={add}
              className="size-full"
            />
          )}
        </li>
      </BlendTiles>
      <SubmitLine
        label={t('blend.submit')}
        obstacle={obstacle ?? missing}
        sent={sent}
        onSubmit={() =>
          send({ verb: 'blend', base64Array: pictures.map(referenceToken), dimensions })
        }
      >
        <ShapePicker value={dimensions} onChange={(next) => deskStore.getState().shape(next)} />
      </SubmitLine>
    </>
  )
}
