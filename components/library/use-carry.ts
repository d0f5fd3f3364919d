'use client'
/** Moving pictures of a collection: dragged to a gap, or step by step with the keyboard. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type FoundWall, framesBetween } from '@/lib/client/library'
import { refreshLibrary } from '@/lib/client/library-keys'
import { libraryApi } from '@/lib/client/library-api'
import { gapAt, gapLine } from '@/lib/gallery/inserting'
import type { Wall } from '@/lib/gallery/wall'
import type { Box } from '@/lib/mj/task'
import { isChosen, libraryStore } from '@/lib/state/library'
import { followPointer } from './follow-pointer'

export type Carrying = {
  /** In a collection's own order only. */
  isPossible: boolean
  /** Carries the frame, and all that are chosen with it, until the pointer is lifted. */
  begin: (press: PointerEvent, number: number, onEnd: () => void) => void
  /** Moves one frame to where another one is. */
  moveBy: (number: number, to: number) => Promise<void>
}

export function useCarry({
  wall,
  found,
  collectionId,
  grid,
  scroller,
  line,
}: {
  wall: Wall
  found: FoundWall
  collectionId: string | null
  grid: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLDivElement | null>
  /** Shows where what is carried would go. */
  line: RefObject<HTMLDivElement | null>
}): Carrying {
  const client = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: ({ ids, before }: { ids: readonly string[]; before: string | null }) =>
      libraryApi.arrange(collectionId ?? '', ids, before),
    onSettled: () => refreshLibrary(client),
  })
  const latest = useRef({ wall, found })
  useEffect(() => {
    latest.current = { wall, found }
  })

  /** Puts one frame before the one at `gap`; by keyboard it is the one with the focus, whatever is chosen. */
  async function arrangeOne(number: number, gap: number): Promise<void> {
    const [moved] = await framesBetween(client, latest.current.found, number, number + 1)
    const [before] = await framesBetween(client, latest.current.found, gap, gap + 1)
    if (moved) await mutateAsync({ ids: [moved.frame.id], before: before?.frame.id ?? null })
  }

  /** One that is chosen takes the others along, in the order in which they hang. */
  async function arrange(number: number, gap: number): Promise<void> {
    const { chosen } = libraryStore.getState()
    const [held] = await framesBetween(client, latest.current.found, number, number + 1)
    if (!held || !isChosen(chosen, held.frame.id)) return arrangeOne(number, gap)
    const all = await framesBetween(client, latest.current.found, 0, latest.current.found.total)
    const carried = all.filter(({ frame }) => isChosen(chosen, frame.id))
    const before = all.find((one) => one.number >= gap && !carried.includes(one))
    await mutateAsync({
      ids: carried.map(({ frame }) => frame.id),
      before: before?.frame.id ?? null,
    })
  }

  return {
    isPossible: collectionId !== null,
    begin(press, number, onEnd) {
      if (!grid.current || !scroller.current) return
      let gap = number
      const stop = () => {
        showLine(line.current, null)
        onEnd()
      }
      followPointer({ grid: grid.current, scroller: scroller.current }, press, {
        move: (point) => {
          gap = gapAt(latest.current.wall, point)
          showLine(line.current, gapLine(latest.current.wall, gap, point))
        },
        end: () => {
          stop()
          // The mutation tells of what goes wrong.
          if (gap !== number && gap !== number + 1) arrange(number, gap).catch(() => undefined)
        },
        cancel: stop,
      })
    },
    async moveBy(number, to) {
      if (to === number) return
      await arrangeOne(number, to > number ? to + 1 : to).catch(() => undefined)
    },
  }
}

function showLine(element: HTMLElement | null, box: Box | null): void {
  if (!element) return
  element.hidden = box === null
  if (!box) return
  element.style.transform = `translate(${box.x}px, ${box.y}px)`
  element.style.height = `${box.height}px`
}
