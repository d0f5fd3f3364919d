'use client'
/**
 * The wall under a pointer. A click opens; with Ctrl or on the tick it chooses, with Shift up to here. A mouse that drags
 * from an empty place, or from a tile with a modifier, draws a marquee; from a tile of a collection it carries it. A
 * finger that rests on a tile chooses it, and all that it goes on to.
 */
import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { openFrame } from '@/components/compare/open-frame'
import { between, picturesIn } from '@/lib/gallery/choosing'
import type { Point } from '@/lib/gallery/inserting'
import { boxesOf, rowsBetween, type Wall } from '@/lib/gallery/wall'
import type { Box } from '@/lib/mj/task'
import { libraryStore } from '@/lib/state/library'
import { followPointer, pointOnWall, whenDragged } from './follow-pointer'
import type { Carrying } from './use-carry'
import type { Choosing } from './use-choosing'
import type { Cursor } from './use-cursor'

const restMs = 380
const trembleSlack = 10

type Options = {
  wall: Wall
  cursor: Cursor
  choosing: Choosing
  carry: Carrying
  grid: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLDivElement | null>
  /** Drawn while one is dragged. */
  marquee: RefObject<HTMLDivElement | null>
  isArranging: boolean
}

export function useWallPointer(options: Options) {
  const { cursor, choosing, carry, grid, scroller, marquee, isArranging } = options
  const isSwiping = useRef(false)
  const wasTouch = useRef(false)
  const wall = useRef(options.wall)
  useEffect(() => {
    wall.current = options.wall
  })
  useStillness(grid, isSwiping)

  function drawMarquee(press: PointerEvent): void {
    const elements = elementsOf()
    if (!elements) return
    const start = pointOnWall(elements.grid, press)
    if (!hasModifier(press)) libraryStore.getState().clear()
    followPointer(elements, press, {
      move: (point) => {
        const box = boxBetween(start, point)
        show(marquee.current, box)
        sweep(picturesIn(wall.current, box))
      },
      end: () => {
        show(marquee.current, null)
        void choosing.finishSweep()
      },
      cancel: () => {
        show(marquee.current, null)
        libraryStore.getState().setSweep(null)
      },
    })
  }

  /** Chooses from the tile where a finger rests to wherever it goes. */
  function swipe(press: PointerEvent, number: number): void {
    const elements = elementsOf()
    if (!elements) return
    isSwiping.current = true
    navigator.vibrate?.(12)
    const stop = () => {
      isSwiping.current = false
    }
    followPointer(elements, press, {
      move: (point) => sweep(between(number, pictureAt(wall.current, point) ?? number)),
      end: () => {
        stop()
        void choosing.finishSweep()
      },
      cancel: () => {
        stop()
        libraryStore.getState().setSweep(null)
      },
    })
  }

  function elementsOf() {
    return grid.current && scroller.current
      ? { grid: grid.current, scroller: scroller.current }
      : null
  }

  function press(event: PointerEvent): void {
    wasTouch.current = event.pointerType === 'touch'
    if (event.button !== 0) return
    const number = numberAt(event)
    const canCarry = number !== null && carry.isPossible && !hasModifier(event)
    if (wasTouch.current) {
      if (number === null) return
      const begin = () =>
        isArranging && canCarry ? carryAway(event, number) : swipe(event, number)
      whenRested(event, begin)
    } else if (canCarry) {
      whenDragged(event, () => carryAway(event, number))
    } else if (number === null || hasModifier(event)) {
      // Otherwise the browser selects text and drags pictures.
      event.preventDefault()
      whenDragged(event, () => drawMarquee(event))
    }
  }

  function carryAway(event: PointerEvent, number: number): void {
    isSwiping.current = wasTouch.current
    carry.begin(event, number, () => {
      isSwiping.current = false
    })
  }

  async function click(event: MouseEvent): Promise<void> {
    const number = numberAt(event)
    if (number === null) return
    cursor.stayAt(number)
    const isChoosing = grid.current?.hasAttribute('data-choosing') ?? false
    const isTick = (event.target as Element).closest('[data-tick]') !== null
    if (event.shiftKey) return choosing.extendTo(number, cursor.number)
    if (event.ctrlKey || event.metaKey || isTick || (wasTouch.current && isChoosing)) {
      return choosing.toggle(number)
    }
    const frame = await choosing.frame(number)
    tileAt(event)?.focus({ preventScroll: true })
    if (frame) openFrame(frame)
  }

  return {
    onPointerDown: press,
    onClick: (event: MouseEvent) => void click(event),
    onContextMenu: (event: MouseEvent) => {
      // A finger that rests chooses; it does not want a menu of the browser's.
      if (wasTouch.current) event.preventDefault()
    },
  }
}

/** A wall does not scroll under a finger that chooses; only a listener that is not passive can say so. */
function useStillness(grid: RefObject<HTMLElement | null>, isSwiping: RefObject<boolean>): void {
  useEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const hold = (event: TouchEvent) => {
      if (isSwiping.current) event.preventDefault()
    }
    element.addEventListener('touchmove', hold, { passive: false })
    return () => element.removeEventListener('touchmove', hold)
  }, [grid, isSwiping])
}

/** Calls `begin` when a finger has stayed where it is; one that scrolls or taps does something else. */
function whenRested(press: PointerEvent, begin: () => void): void {
  const over = new AbortController()
  const { signal } = over
  const timer = setTimeout(() => {
    over.abort()
    begin()
  }, restMs)
  signal.addEventListener('abort', () => clearTimeout(timer))
  window.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      const distance = Math.hypot(clientX - press.clientX, clientY - press.clientY)
      if (distance > trembleSlack) over.abort()
    },
    { signal },
  )
  window.addEventListener('pointerup', () => over.abort(), { signal })
  window.addEventListener('pointercancel', () => over.abort(), { signal })
}

function sweep(numbers: readonly number[]): void {
  libraryStore.getState().setSweep(new Set(numbers))
}

function pictureAt(wall: Wall, { x, y }: Point): number | null {
  const [from] = rowsBetween(wall, y, y + 1)
  const row = wall.rows[Math.min(from, wall.rows.length - 1)]
  if (!row) return null
  const place = boxesOf(wall, row).findLastIndex((box) => box.x <= x)
  return row.first + Math.max(0, place)
}

function tileAt(event: MouseEvent): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>('[data-number]')
}

function numberAt(event: MouseEvent): number | null {
  const tile = tileAt(event)
  return tile ? Number(tile.dataset['number']) : null
}

function hasModifier({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey
}

function boxBetween(a: Point, b: Point): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
}

/** Straight to the element: a marquee follows the pointer, not the next render. */
function show(element: HTMLElement | null, box: Box | null): void {
  if (!element) return
  element.hidden = box === null
  if (!box) return
  element.style.transform = `translate(${box.x}px, ${box.y}px)`
  element.style.width = `${box.width}px`
  element.style.height = `${box.height}px`
}
