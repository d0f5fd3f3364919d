'use client'
/** What becomes of pictures once somebody has said what they are for. */
import { useGoToCreate } from '@/components/shell/page-link'
import { type IntakeEntry, createIntake } from '@/lib/client/intake'
import { preparePicture, toDataUrl } from '@/lib/client/picture-files'
import { studioApi } from '@/lib/client/studio-api'
import { useSubmit } from '@/lib/client/submit'
import { useGateway } from '@/lib/client/use-task'
import { referenceToken } from '@/lib/mj/references'
import { giveReferences } from '@/lib/state/composer'
import { type DeskName, deskRoom, deskStore } from '@/lib/state/desk'
import { type Zone, zoneRoom } from './zones'

/** `submit-describe` asks the gateway at once; the desks wait for a button, and a swap has two places. */
export type Purpose =
  | 'image'
  | 'style'
  | 'character'
  | 'submit-describe'
  | 'blend'
  | 'describe'
  | SwapPlace

export const swapPlaces = ['face', 'target'] as const
export type SwapPlace = (typeof swapPlaces)[number]

/** The one intake of the page: what is on its way outlives whatever showed it. */
export const pictureIntake = createIntake<Purpose>({
  prepare: preparePicture,
  keep: async (picture) => (await studioApi.keepReference(await toDataUrl(picture))).reference.id,
})

/** What the studio takes of one picture, whatever a gateway would. */
const studioLimitBytes = 9_000_000
const usualLimitBytes = 4 * 1024 * 1024

/** Takes files in for a zone, or for a desk that lies open. */
export function useTakeIn() {
  const gateway = useGateway()
  const { mutate } = useSubmit()
  const goToCreate = useGoToCreate()

  const limitBytes = Math.min(
    gateway?.capabilities.pictureBytes ?? usualLimitBytes,
    studioLimitBytes,
  )
  const take = (
    files: readonly File[],
    purpose: Purpose,
    room: number,
    deliver: (referenceId: string) => void,
  ) => void pictureIntake.take(files, { purpose, limitBytes, room, deliver })

  const toPlace = (files: readonly File[], at: SwapPlace) =>
    take(files, at, 1, (id) => placeInSwap(at, id))

  /** The first picture is the face, or goes where `from` says; the next one is what the face goes on. */
  const toSwap = (files: readonly File[], from: SwapPlace) => {
    deskStore.getState().open('swap')
    if (from === 'target') return toPlace(files, 'target')
    toPlace(files.slice(0, 1), 'face')
    toPlace(files.slice(1), 'target')
  }

  const toDesk = (files: readonly File[], name: DeskName) => {
    const { open, pictures } = deskStore.getState()
    const [face = ''] = pictures.swap
    if (name === 'swap') return toSwap(files, face === '' ? 'face' : 'target')
    open(name)
    take(files, name, roomOn(name), (id) => open(name, [id]))
  }

  const toZone = (files: readonly File[], zone: Zone) => {
    goToCreate()
    switch (zone) {
      case 'blend':
        return toDesk(files, 'blend')
      case 'swap':
        return toSwap(files, 'face')
      case 'describe':
        return take(files, 'submit-describe', zoneRoom.describe, (id) =>
          mutate([{ verb: 'describe', base64: referenceToken(id) }]),
        )
      default:
        return take(files, zone, zoneRoom[zone], (id) => giveReferences([id], zone))
    }
  }

  return { toZone, toDesk, toPlace }
}

/** Whether a file will be a picture in a moment. */
export function isComing({ state }: Pick<IntakeEntry<Purpose>, 'state'>): boolean {
  return state === 'waiting' || state === 'preparing' || state === 'sending'
}

/** How many more pictures a desk can have, those on their way included. A desk for one gives its picture up. */
function roomOn(name: 'blend' | 'describe'): number {
  if (name === 'describe') return deskRoom.describe
  const coming = pictureIntake.store
    .getState()
    .entries.filter((entry) => entry.purpose === name && isComing(entry))
  return deskRoom.blend - deskStore.getState().pictures.blend.length - coming.length
}

function placeInSwap(at: SwapPlace, id: string): void {
  const { place, pictures } = deskStore.getState()
  const [face = '', target = ''] = pictures.swap
  place('swap', at === 'face' ? [id, target] : [face, id])
}
