'use client'
/** Steps from picture to picture, none of which is lost when keys are quicker than the page. */
import { useEffect, useEffectEvent, useRef } from 'react'
import { openTask } from '@/lib/state/open-task'
import type { Place } from './neighbours'
import type { Neighbours } from './use-neighbours'

type Step = -1 | 1

/** A step that could not be made for so long is no longer what is meant, and a way that takes longer was left. */
const patienceMs = 3000

/**
 * Goes to a neighbour. While the page is still on its way to another picture, or does not know yet what lies beside
 * this one, the last step waits.
 */
export function useGoing(here: Place, neighbours: Neighbours): (step: Step) => void {
  const leftAt = useRef(-Infinity)
  const waiting = useRef<{ step: Step; since: number } | null>(null)

  const isOnTheWay = () => performance.now() - leftAt.current < patienceMs
  const goTo = (step: Step) => {
    const place = step === 1 ? neighbours.next : neighbours.previous
    if (isOnTheWay() || (place === null && !neighbours.isKnown)) {
      waiting.current = { step, since: performance.now() }
      return
    }
    waiting.current = null
    if (place === null) return
    leftAt.current = performance.now()
    openTask(place.taskId, place.quadrant, place.pastedId ?? null)
  }

  const makeUp = useEffectEvent(() => {
    if (waiting.current === null || isOnTheWay()) return
    const { step, since } = waiting.current
    if (performance.now() - since < patienceMs) goTo(step)
    else waiting.current = null
  })

  useEffect(() => {
    leftAt.current = -Infinity
  }, [here.taskId, here.quadrant, here.pastedId])
  useEffect(() => makeUp())

  return goTo
}
