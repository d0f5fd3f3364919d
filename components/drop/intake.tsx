'use client'

import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { composerStore, hydrateComposer } from '@/lib/state/composer'
import { arrivals } from '@/lib/state/arrivals'
import { connectionStore } from '@/lib/state/connection'
import { toast } from '@/lib/state/toasts'
import { ChooseDialog } from './choose-dialog'
import { type Aim, DropOverlay } from './drop-overlay'
import { IntakeTray } from './intake-tray'
import { pictureIntake, useTakeIn } from './use-take-in'
import type { WebPicture } from './web-picture'

const offer = (files: readonly File[]) => arrivals.setState({ offered: files, drag: null })

/** Takes in whatever is dropped, pasted or picked. Comes with the first of it, and stays. */
export function Intake() {
  const drag = useStore(arrivals, (state) => state.drag)
  const offered = useStore(arrivals, (state) => state.offered)
  const { toZone, toDesk } = useTakeIn()
  const takeAddress = useTakeAddress()
  useEffect(resumeWhenOnline, [])

  const takeFiles = (files: readonly File[], aim: Aim) => {
    offer([])
    if ('zone' in aim) toZone(files, aim.zone)
    else toDesk(files, aim.desk)
  }

  return (
    <>
      {drag && offered.length === 0 ? (
        <DropOverlay
          drag={drag}
          onFiles={takeFiles}
          onAddress={(picture, aim) => {
            offer([])
            takeAddress(picture, aim)
          }}
        />
      ) : null}
      {offered.length > 0 ? (
        <ChooseDialog
          files={offered}
          onChoose={(zone) => takeFiles(offered, { zone })}
          onClose={() => offer([])}
        />
      ) : null}
      <IntakeTray />
    </>
  )
}

/** The page may not load from foreign hosts, so only the gateway can: an address goes into the prompt, or nowhere. */
function useTakeAddress() {
  const t = useTranslations('intake.web')
  return (picture: WebPicture, aim: Aim) => {
    if (picture.type === 'inline') return toast(t('inline'))
    if (picture.type === 'link') return toast(t('isLink'))
    if (!('zone' in aim && aim.zone === 'image')) return toast(t('needsFile'))
    hydrateComposer()
    const { draft, edit } = composerStore.getState()
    edit({ ...draft, images: [...draft.images.filter((url) => url !== picture.url), picture.url] })
    toast(t('taken'))
  }
}

function resumeWhenOnline(): () => void {
  return connectionStore.subscribe(({ connection }, before) => {
    if (connection === 'online' && before.connection !== 'online') void pictureIntake.resume()
  })
}
