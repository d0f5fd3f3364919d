'use client'
/** Which rows of the wall are there: those near the screen, and the one that has the focus. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { rowOf, type Wall } from '@/lib/gallery/wall'
import { type VirtualRows, watchRows } from './virtual-rows'

/** Pixels a millisecond from which nobody looks at single pictures. */
const passingSpeed = 5
const restMs = 110

export function useVirtualRows(
  wall: Wall,
  {
    scroller,
    viewHeight,
    always,
  }: {
    scroller: RefObject<HTMLDivElement | null>
    viewHeight: number
    /** The number of the frame whose row is there wherever the wall is scrolled to. */
    always: number
  },
): { rows: readonly number[]; isPassing: boolean } {
  const [rows, setRows] = useState<readonly number[]>([])
  const virtual = useRef<VirtualRows | null>(null)
  const kept = rowOf(wall, always)
  // Half a screen on both sides.
  const overscan = Math.max(1, Math.ceil(viewHeight / 2 / (wall.rowHeight + wall.gap)))

  useLayoutEffect(() => {
    if (!scroller.current) return undefined
    const watched = watchRows(scroller.current, (next) =>
      setRows((known) => (known.join() === next.join() ? known : next)),
    )
    virtual.current = watched
    return watched.stop
  }, [scroller])

  useLayoutEffect(() => {
    virtual.current?.hang(wall, { kept, overscan })
  }, [wall, kept, overscan])

  return {
    // For the one render before the rows of a new wall are known.
    rows: rows.filter((row) => row < wall.rows.length),
    isPassing: useIsPassing(scroller),
  }
}

/** True while the wall rushes by. */
function useIsPassing(scroller: RefObject<HTMLDivElement | null>): boolean {
  const [isPassing, setPassing] = useState(false)
  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let last = { top: element.scrollTop, at: performance.now() }
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const now = { top: element.scrollTop, at: performance.now() }
      const speed = Math.abs(now.top - last.top) / Math.max(1, now.at - last.at)
      last = now
      setPassing(speed > passingSpeed)
      clearTimeout(timer)
      timer = setTimeout(() => setPassing(false), restMs)
    }
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
  return isPassing
}
