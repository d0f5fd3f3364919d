'use client'

import { useTranslations } from 'use-intl'
import { ListPanel } from './list-panel'
import { NumberPanel, SeedPanel } from './number-panel'
import type { ChipName } from './parameter-row'
import { RatioPanel } from './ratio-panel'
import type { ComposerHandle } from './use-composer'

/** What a chip of the row opens. */
export function Panel({
  composer,
  name,
  onDone,
}: {
  composer: ComposerHandle
  name: ChipName
  onDone: () => void
}) {
  const t = useTranslations('composer.about')
  switch (name) {
    case 'ratio':
      return <RatioPanel composer={composer} onDone={onDone} />
    case 'no':
      return <ListPanel composer={composer} onDone={onDone} />
    case 'seed':
      return <SeedPanel composer={composer} />
    default:
      return <NumberPanel composer={composer} name={name} about={t(name)} />
  }
}
