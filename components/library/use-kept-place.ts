'use client'
/** Whoever looks at a picture goes on looking at it, whatever comes or goes above and however wide the rows become. */
import type { QueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type FoundWall, knownFrame, numberOf } from '@/lib/client/library'
import { boxOf, rowsBetween, type Wall } from '@/lib/gallery/wall'

/** The first frame that is wholly in sight, and how far below the upper edge it is. */
type Place = { number: number; offset: number }

/** Until here the wall counts as being at its top, where new pictures are wanted in sight. */
const topPx = 8

export function useKeptPlace({
  client,
  found,
  wall,
  scroller,
}: {
  client: QueryClient
  found: FoundWall
  wall: Wall
  scroller: RefObject<HTMLElement | null>
}): void {
  const place = useRef<Place | null>(null)
  const before = useRef({ found, wall })
  const now = useRef(wall)

  useLayoutEffect(() => {
    now.current = wall
  })

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const remember = () => {
      const { scrollTop } = element
      place.current = scrollTop <= topPx ? null : placeAt(scrollTop)
    }
    const placeAt = (scrollTop: number): Place | null => {
      const { rows } = now.current
      const [from] = rowsBetween(now.current, scrollTop, scrollTop + 1)
      const row =
        rows[from] && rows[from].top < scrollTop && rows[from + 1] ? rows[from + 1] : rows[from]
      if (!row) return null
      return { number: row.first, offset: row.top - scrollTop }
    }
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller])

  useLayoutEffect(() => {
    const was = before.current
    before.current = { found, wall }
    const element = scroller.current
    if (!element || was.wall === wall) return
    if (was.found.query !== found.query) place.current = null
    const kept = place.current
    // Its details have come since it was scrolled to.
    const id = kept ? knownFrame(client, was.found, kept.number)?.id : undefined
    const moved = id !== undefined && was.found !== found ? numberOf(client, found, id) : null
    const box = kept ? boxOf(wall, moved ?? kept.number) : null
    element.scrollTo({ top: kept && box ? box.y - kept.offset : 0 })
    // The rows of the new place are drawn before anything is painted.
    element.dispatchEvent(new Event('scroll'))
  }, [client, found, wall, scroller])
}
