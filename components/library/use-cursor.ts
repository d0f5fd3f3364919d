'use client'
/** The one tile that the Tab key leads to and that keys begin from. It stays on its frame when the wall changes. */
import type { QueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { type FoundWall, knownFrame, numberOf } from '@/lib/client/library'
import { headingHeight } from '@/lib/gallery/hang'
import { boxOf, type Wall } from '@/lib/gallery/wall'

export type Cursor = {
  number: number
  /** Where going up and down began. */
  column: number | undefined
  /** Goes there, scrolls it into sight and gives it the focus. */
  goTo: (number: number, column?: number) => void
  /** Marks where the person is, without moving anything. */
  stayAt: (number: number) => void
}

export function useCursor({
  client,
  found,
  wall,
  grid,
  scroller,
  viewHeight,
  isCovered,
}: {
  client: QueryClient
  found: FoundWall
  wall: Wall
  grid: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLElement | null>
  viewHeight: number
  isCovered: boolean
}): Cursor {
  const [at, setAt] = useState<{ number: number; column: number | undefined }>({
    number: 0,
    column: undefined,
  })
  const isFocusDue = useRef(false)
  const hasFocus = useRef(false)
  /** The number is about to change: whatever has it now is not what is meant. */
  const isMoving = useRef(false)
  const before = useRef(found)
  const number = Math.min(at.number, Math.max(0, found.total - 1))

  // A tile that comes to hang in another row is another element: its focus goes with the old one, within one commit.
  useEffect(() => {
    const element = grid.current
    const enter = () => {
      hasFocus.current = true
    }
    const look = () => {
      hasFocus.current = element?.contains(document.activeElement) ?? false
    }
    const leave = () => setTimeout(look)
    element?.addEventListener('focusin', enter)
    element?.addEventListener('focusout', leave)
    return () => {
      element?.removeEventListener('focusin', enter)
      element?.removeEventListener('focusout', leave)
    }
  }, [grid])
  useLayoutEffect(() => {
    const { activeElement } = document
    const isNowhere = activeElement === null || activeElement === document.body
    if (hasFocus.current && (isNowhere || grid.current?.contains(activeElement))) {
      isFocusDue.current = true
    }
  }, [wall, grid])

  // After a change the frame may have another number.
  useLayoutEffect(() => {
    const was = before.current
    before.current = found
    if (was === found) return
    const isOther = was.query !== found.query
    const id = isOther ? undefined : knownFrame(client, was, at.number)?.id
    const moved = id === undefined ? null : numberOf(client, found, id)
    const next = isOther ? 0 : (moved ?? at.number)
    if (next === at.number) return
    isMoving.current = true
    setAt({ number: next, column: isOther ? undefined : at.column })
  }, [client, found, at])

  useLayoutEffect(() => {
    const waits = isMoving.current
    isMoving.current = false
    const tile = isFocusDue.current && !waits ? tileOf(grid.current, number) : null
    if (!tile) return
    isFocusDue.current = false
    tile.focus({ preventScroll: true })
  })

  // Whatever lay over the page gives the focus back to where it was, which by now may be another frame.
  const comeBack = useEffectEvent(() => {
    if (!grid.current?.contains(document.activeElement)) return
    tileOf(grid.current, number)?.focus({ preventScroll: true })
  })
  useEffect(() => {
    if (!isCovered) comeBack()
  }, [isCovered])

  function scrollTo(next: number): void {
    const box = boxOf(wall, next)
    const element = scroller.current
    if (!box || !element) return
    const above = box.y - headingHeight - 8
    const below = box.y + box.height + 12 - viewHeight
    if (above < element.scrollTop) element.scrollTo({ top: above })
    else if (below > element.scrollTop) element.scrollTo({ top: Math.min(below, above) })
  }

  return {
    number,
    column: at.column,
    goTo: (next, column) => {
      isFocusDue.current = true
      scrollTo(next)
      setAt({ number: next, column })
    },
    stayAt: (next) => setAt({ number: next, column: undefined }),
  }
}

function tileOf(grid: HTMLElement | null, number: number): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-number="${number}"]`) ?? null
}
