'use client'
/** What the desks have in common: their pictures, those on their way, what stands in the way, and sending. */
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { isComing, pictureIntake, swapPlaces, useTakeIn } from '@/components/drop/use-take-in'
import { clockFormat } from '@/components/ui/clock-format'
import { useSubmit } from '@/lib/client/submit'
import { useGateway, useMe } from '@/lib/client/use-task'
import { leftOf } from '@/lib/mj/budget'
import type { StudioSubmission } from '@/lib/mj/submission'
import { composerStore } from '@/lib/state/composer'
import { connectionStore } from '@/lib/state/connection'
import { type DeskName, deskStore } from '@/lib/state/desk'

export function useDesk(name: DeskName) {
  const t = useTranslations()
  const format = useFormatter()
  const pictures = useStore(deskStore, (state) => state.pictures[name])
  const entries = useStore(pictureIntake.store, (state) => state.entries)
  const isOffline = useStore(connectionStore, ({ connection }) => connection === 'offline')
  const gateway = useGateway()
  const me = useMe()
  const isSpent = leftOf(me?.budget ?? null) === 0
  const { toDesk } = useTakeIn()
  const { mutate } = useSubmit()
  /** The pictures that were sent last: what is said about them holds until they change. */
  const [sent, setSent] = useState<readonly string[] | null>(null)

  const purposes: readonly string[] = name === 'swap' ? swapPlaces : [name]
  const coming = entries.filter((entry) => purposes.includes(entry.purpose) && isComing(entry))

  return {
    pictures,
    /** Files that will lie here in a moment. */
    coming,
    isSent: sent === pictures,
    /** What stands in the way whatever lies on the desk; null when nothing does. */
    obstacle:
      gateway && !gateway.capabilities[name]
        ? t(`actions.lack.${name}`, { gateway: gateway.name })
        : isOffline
          ? t('desk.offline')
          : coming.length > 0
            ? t('desk.onItsWay')
            : isSpent
              ? t('desk.spent', { time: format.dateTime(me?.budget?.renewsAt ?? 0, clockFormat) })
              : null,
    add: (files: readonly File[]) => toDesk(files, name),
    place: (next: readonly string[]) => deskStore.getState().place(name, next),
    /** Sends without waiting, at the speed that the composer shows where the gateway knows speeds. */
    send: (submission: StudioSubmission) => {
      const { speed } = composerStore.getState()
      const hasSpeed = gateway?.capabilities.speeds.includes(speed) ?? false
      setSent(pictures)
      mutate([{ ...submission, ...(hasSpeed ? { speed } : {}) }], { onError: () => setSent(null) })
    },
  }
}
