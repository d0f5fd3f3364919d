'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { openFrame } from '@/components/compare/open-frame'
import { fetchPicture } from '@/components/look/fetch-picture'
import { sharpPath } from '@/components/look/looked-at'
import { useLookAt, useStage } from '@/components/look/use-look'
import { frameOf } from '@/components/quadrants/frame-id'
import { Banner } from '@/components/ui/banner'
import { useSheet } from '@/components/ui/use-sheet'
import { useMarksFailing } from '@/lib/client/frames'
import { lazy } from '@/lib/client/lazy'
import { type Cull, currentOf, flagsOf, go, goTo, roundOf, undo } from '@/lib/gallery/cull'
import { toggled } from '@/lib/gallery/look'
import { imagePath } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { CullBar, CullButtons } from './cull-bar'
import { CullPicture } from './cull-picture'
import { useCullKeys } from './use-cull-keys'
import { useDetailsAround } from './use-cull'
import { verdicts } from './verdicts'

const KeysSheet = lazy(() => import('./cull-keys-sheet'))

type ChangeCull = (step: (cull: Cull) => Cull) => void

/** A round under way: the picture that is judged, those behind it fetched ahead. */
export function CullRound({
  cull,
  total,
  onChange,
  onClose,
}: {
  cull: Cull
  total: number
  onChange: ChangeCull
  onClose: () => void
}) {
  const t = useTranslations('compare')
  const isFailing = useMarksFailing()
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const stage = useStage(element)
  const [keysSheet, showKeys] = useSheet(KeysSheet)
  const details = useDetailsAround(cull)
  const id = currentOf(cull) ?? ''
  const current = details.get(id)
  const [look, onLook] = useLookAt(id)
  useAhead(cull, details)

  const verbs = {
    ...verdicts(onChange),
    next: () => onChange((now) => go(now, 1)),
    previous: () => onChange((now) => go(now, -1)),
    undo: () => (cull.done.length > 0 ? onChange(undo) : toast(t('nothingToUndo'))),
    quadrant: (number: number) => {
      const sibling = current && siblingOf(cull, current.picture.id, number)
      if (sibling !== undefined) onChange((now) => goTo(now, sibling))
    },
    open: () => {
      if (current) openFrame(current)
    },
    actual: () => {
      if (!current || !stage) return
      const middle = { x: stage.width / 2, y: stage.height / 2 }
      onLook((now) => toggled(now, middle, frameOf(current).box, stage))
    },
    help: showKeys,
    close: onClose,
  }
  useCullKeys(verbs)

  return (
    <>
      <CullBar cull={cull} total={total} onClose={onClose} onHelp={verbs.help} />
      {isFailing ? <Banner tone="warn">{t('unsent')}</Banner> : null}
      <div ref={setElement} className="relative min-h-0 flex-1 overflow-hidden bg-stage">
        {current && stage ? (
          <CullPicture
            key={id}
            details={current}
            flags={flagsOf(cull, id)}
            round={cull.rounds.length}
            place={{ number: cull.at + 1, all: roundOf(cull).length }}
            stage={stage}
            look={look}
            onLook={onLook}
            onKeep={verbs.keep}
            onReject={verbs.reject}
          />
        ) : details.isRead ? (
          <p className="grid size-full place-items-center text-muted">{t('cull.gone')}</p>
        ) : null}
      </div>
      <CullButtons
        flags={flagsOf(cull, id)}
        isFirstRound={cull.rounds.length === 1}
        canUndo={cull.done.length > 0}
        verbs={verbs}
      />
      {keysSheet}
    </>
  )
}

/** The place in the round of another quadrant of the same grid. */
function siblingOf(cull: Cull, pictureId: string, number: number): number | undefined {
  const place = roundOf(cull).indexOf(`${pictureId}-${number}`)
  return place === -1 ? undefined : place
}

/** Two ahead in their own pixels, four ahead and one behind as webp: faster than anybody judges. */
function useAhead(cull: Cull, details: ReturnType<typeof useDetailsAround>): void {
  const ids = roundOf(cull)
  useEffect(() => {
    for (const step of [1, 2, -1, 3, 4]) {
      const frame = details.get(ids[cull.at + step] ?? '')
      if (!frame) continue
      fetchPicture(imagePath(frame.picture.id, 1024))
      if (step === 1 || step === 2) fetchPicture(sharpPath(frameOf(frame)))
    }
  })
}
