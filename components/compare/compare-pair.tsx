'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { LookedAt, LookedPlace } from '@/components/look/looked-at'
import { type ChangeLook, useLookHands, useStage } from '@/components/look/use-look'
import { isNearer, type Look, type Stage } from '@/lib/gallery/look'
import { compareStore } from './compare-store'
import type { Compared } from './compared'
import { DifferenceCanvas } from './difference-canvas'
import { PictureNumber } from './picture-number'
import { useHold } from './use-hold'
import { Wipe } from './wipe'

type Two = { a: Compared; b: Compared }

/** Two pictures on one stage: one wiped over the other, by turns, or what differs. */
export function ComparePair({
  a,
  b,
  numbers,
  look,
  onLook,
}: Two & { numbers: readonly [number, number]; look: Look; onLook: ChangeLook }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const stage = useStage(element)
  const { mode } = useStore(compareStore)
  const hands = useLookHands(element, { picture: a.frame.box, stage, look, onLook })
  const isNear = isNearer(look)
  return (
    <div className="relative size-full overflow-hidden rounded-lg bg-stage">
      <div ref={setElement} {...hands}>
        {stage && mode === 'difference' ? (
          <LookedPlace size={a.frame.box} look={look} stage={stage}>
            <DifferenceCanvas a={a.frame} b={b.frame} />
          </LookedPlace>
        ) : null}
        {stage && mode === 'slider' ? (
          <Wiped a={a} b={b} numbers={numbers} look={look} stage={stage} isNear={isNear} />
        ) : null}
        {stage && mode === 'blink' ? (
          <Blinking a={a} b={b} numbers={numbers} look={look} stage={stage} />
        ) : null}
      </div>
    </div>
  )
}

type OnStage = Two & { numbers: readonly [number, number]; look: Look; stage: Stage }

function Wiped({ a, b, numbers, look, stage, isNear }: OnStage & { isNear: boolean }) {
  const t = useTranslations('compare')
  const [of, over] = numbers.map((number) => t('pictureAlone', { number: String(number) }))
  return (
    <Wipe
      below={<LookedAt frame={b.frame} look={look} stage={stage} alt={over!} sharp="when-needed" />}
      above={<LookedAt frame={a.frame} look={look} stage={stage} alt={of!} sharp="when-needed" />}
      labels={[String(numbers[0]), String(numbers[1])]}
      isPulledAnywhere={!isNear}
    />
  )
}

/** Both are drawn all the time: the one that comes must not be fetched or decoded first. */
function Blinking({ a, b, numbers, look, stage }: OnStage) {
  const t = useTranslations('compare')
  const { isHeld } = useHold('b')
  const isTurn = useTurns()
  const shown = isHeld !== isTurn ? 1 : 0
  return (
    <>
      {[a, b].map(({ frame }, n) => (
        <div key={n} aria-hidden={n !== shown} className={n === shown ? '' : 'invisible'}>
          <LookedAt
            frame={frame}
            look={look}
            stage={stage}
            alt={t('pictureAlone', { number: String(numbers[n]) })}
            sharp="when-needed"
          />
        </div>
      ))}
      <PictureNumber className="pointer-events-none absolute top-2 left-2">
        {numbers[shown]}
      </PictureNumber>
    </>
  )
}

/** True in every second turn; always false while nothing turns by itself. */
function useTurns(): boolean {
  const { blinkPerSecond } = useStore(compareStore)
  const [isTurn, setTurn] = useState(false)
  useEffect(() => {
    if (blinkPerSecond === 0) return undefined
    const timer = setInterval(() => setTurn((was) => !was), 1000 / blinkPerSecond)
    return () => {
      clearInterval(timer)
      setTurn(false)
    }
  }, [blinkPerSecond])
  return isTurn
}
