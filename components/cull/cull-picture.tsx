'use client'

import { type PointerEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { LookedAt } from '@/components/look/looked-at'
import { type ChangeLook, useLookHands } from '@/components/look/use-look'
import { frameOf } from '@/components/quadrants/frame-id'
import type { Flags } from '@/lib/gallery/cull'
import { isNearer, type Look, type Stage } from '@/lib/gallery/look'
import type { LibraryFrame } from '@/lib/mj/library'

/** Pulled farther than this, a picture is judged. */
const judgedFromPx = 96

/** The picture that is judged. A finger throws it to the right to keep it, to the left to reject it. */
export function CullPicture({
  details,
  flags,
  round,
  place,
  stage,
  look,
  onLook,
  onKeep,
  onReject,
}: {
  details: LibraryFrame
  flags: Flags
  round: number
  place: { number: number; all: number }
  stage: Stage
  look: Look
  onLook: ChangeLook
  onKeep: () => void
  onReject: () => void
}) {
  const t = useTranslations('compare.cull')
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const frame = frameOf(details)
  const isNear = isNearer(look)
  const hands = useLookHands(element, { picture: frame.box, stage, look, onLook })
  const { pulledPx, pull } = usePull(!isNear, (px) => (px > 0 ? onKeep() : onReject()))
  const word = wordOf(pulledPx, flags, round)
  return (
    <>
      <div
        ref={setElement}
        {...hands}
        onPointerDown={(event) => {
          hands.onPointerDown?.(event)
          pull.down(event)
        }}
        onPointerMove={(event) => {
          hands.onPointerMove?.(event)
          pull.move(event)
        }}
        onPointerUp={(event) => {
          hands.onPointerUp?.(event)
          pull.up(event)
        }}
        onPointerCancel={(event) => {
          hands.onPointerCancel?.(event)
          pull.cancel()
        }}
      >
        <div
          className="absolute inset-0"
          style={{ transform: `translateX(${pulledPx}px) rotate(${pulledPx / 40}deg)` }}
        >
          <LookedAt
            frame={frame}
            look={look}
            stage={stage}
            alt={t('picture', {
              number: String(place.number),
              all: String(place.all),
              prompt: details.prompt,
            })}
            sharp="at-once"
          />
        </div>
      </div>
      {word ? (
        <span className="pointer-events-none absolute top-4 left-1/2 -translate-x-1/2 rounded-md bg-black/75 px-3 py-1 text-base text-white">
          {t(word)}
        </span>
      ) : null}
    </>
  )
}

/** What letting go would mean; else what was decided before. */
function wordOf(
  pulledPx: number,
  { kept, rejected }: Flags,
  round: number,
): 'isKept' | 'isRejected' | 'isOut' | null {
  const rejectedWord = round === 1 ? 'isRejected' : 'isOut'
  if (Math.abs(pulledPx) > judgedFromPx) return pulledPx > 0 ? 'isKept' : rejectedWord
  if (rejected) return 'isRejected'
  if (round > 1) return kept ? null : 'isOut'
  return kept ? 'isKept' : null
}

function usePull(isEnabled: boolean, onJudged: (px: number) => void) {
  const start = useRef<{ id: number; x: number } | null>(null)
  const [pulledPx, setPulledPx] = useState(0)
  const letGo = () => {
    start.current = null
    setPulledPx(0)
  }
  return {
    pulledPx,
    pull: {
      down(event: PointerEvent): void {
        // A second finger means looking closer.
        if (start.current) return letGo()
        if (isEnabled && event.pointerType === 'touch') {
          start.current = { id: event.pointerId, x: event.clientX }
        }
      },
      move(event: PointerEvent): void {
        const { current } = start
        if (current?.id === event.pointerId) setPulledPx(event.clientX - current.x)
      },
      up(event: PointerEvent): void {
        const { current } = start
        if (current?.id !== event.pointerId) return
        const px = event.clientX - current.x
        letGo()
        if (Math.abs(px) > judgedFromPx) onJudged(px)
      },
      cancel: letGo,
    },
  }
}
