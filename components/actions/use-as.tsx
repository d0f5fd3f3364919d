'use client'

import Blend from 'lucide-react/icons/blend'
import Drama from 'lucide-react/icons/drama'
import ImagePlus from 'lucide-react/icons/image-plus'
import Palette from 'lucide-react/icons/palette'
import ScanText from 'lucide-react/icons/scan-text'
import UserRound from 'lucide-react/icons/user-round'
import { useTranslations } from 'use-intl'
import { focusComposer } from '@/components/composer/focus-composer'
import type { Frame } from '@/components/quadrants/frames'
import type { MenuEntry } from '@/components/ui/menu'
import { studioApi } from '@/lib/client/studio-api'
import { useGateways } from '@/lib/client/use-task'
import { giveReferences } from '@/lib/state/composer'
import { deskStore, hydrateDesk } from '@/lib/state/desk'
import { toastError } from '@/lib/state/toasts'
import { because } from './use-more-entries'

const uses = [
  { name: 'image', needs: 'references', icon: <ImagePlus /> },
  { name: 'style', needs: 'upload', icon: <Palette /> },
  { name: 'character', needs: 'upload', icon: <UserRound /> },
  { name: 'describe', needs: 'describe', icon: <ScanText /> },
  { name: 'blend', needs: 'blend', icon: <Blend /> },
  { name: 'swap', needs: 'swap', icon: <Drama /> },
] as const

type Use = (typeof uses)[number]['name']

/**
 * What a kept picture can become the beginning of. All of it goes to the gateway that new submits go to, which need
 * not be the one that made the picture.
 */
export function useAsEntries(frame: Frame): readonly MenuEntry[] {
  const t = useTranslations('actions')
  const gateway = useGateways()?.[0]
  return uses.map(({ name, needs, icon }) => ({
    label: t(`useAs.${name}`),
    icon,
    ...because(
      gateway && !gateway.capabilities[needs]
        ? t(`lack.${needs}`, { gateway: gateway.name })
        : null,
    ),
    onSelect: () => void begin(frame, name),
  }))
}

async function begin({ picture, index }: Frame, use: Use): Promise<void> {
  try {
    const quadrant = picture.quadrants ? index : null
    const { reference } = await studioApi.keepPictureAsReference(picture.id, quadrant)
    place(reference.id, use)
  } catch (error) {
    toastError(error)
  }
}

function place(referenceId: string, use: Use): void {
  switch (use) {
    case 'image':
    case 'style':
    case 'character':
      giveReferences([referenceId], use)
      return focusComposer()
    case 'describe':
    case 'blend':
      hydrateDesk()
      return deskStore.getState().open(use, [referenceId])
    case 'swap': {
      hydrateDesk()
      const { pictures, place: lay, open } = deskStore.getState()
      // The picture is what a face goes into, whether there is a face already or not.
      lay('swap', [pictures.swap[0] ?? '', referenceId])
      return open('swap')
    }
  }
}
