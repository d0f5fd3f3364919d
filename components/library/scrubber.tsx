'use client'

import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useQueryClient } from '@tanstack/react-query'
import { classNames } from '@/components/ui/class-names'
import { type FoundWall, knownFrame } from '@/lib/client/library'
import { headingAt, scrollRange, scrubMarks } from '@/lib/gallery/scrubber'
import { rowsBetween, type Wall } from '@/lib/gallery/wall'
import { useMonthName } from './month'
import { bottomRoom } from './wall-room'

/** Marks keep this far from each other, and the ends from the edges of the screen. */
const apart = 26
const inset = 12

/**
 * The whole wall as a line at its edge, months where they really are: shows where one is and takes one anywhere. It is
 * the wall's scrollbar too.
 */
export function Scrubber({
  wall,
  found,
  viewHeight,
  scroller,
}: {
  wall: Wall
  found: FoundWall
  viewHeight: number
  scroller: RefObject<HTMLDivElement | null>
}) {
  const t = useTranslations('library.scrubber')
  const monthName = useMonthName()
  const track = useRef<HTMLDivElement>(null)
  const thumb = useRef<HTMLDivElement>(null)
  const [isDragging, setDragging] = useState(false)
  const seen = viewHeight - bottomRoom
  const range = scrollRange(wall, seen)
  const trackHeight = Math.max(0, viewHeight - 2 * inset)
  const marks = useMemo(
    () => scrubMarks(wall, { viewHeight: seen, trackHeight, apart }),
    [wall, seen, trackHeight],
  )
  const top = useScrollTop(scroller, wall)
  const day = useDayAt(wall, found, top, isDragging)

  // The thumb follows the wall without a render of its own.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const follow = () => {
      const share = range === 0 ? 0 : Math.min(1, element.scrollTop / range)
      thumb.current?.style.setProperty('translate', `0 ${share * trackHeight}px`)
    }
    follow()
    element.addEventListener('scroll', follow, { passive: true })
    return () => element.removeEventListener('scroll', follow)
  }, [scroller, range, trackHeight])

  if (range === 0) return null

  const scrollTo = (height: number) => {
    scroller.current?.scrollTo({ top: Math.max(0, Math.min(range, height)) })
  }
  const drag = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    if (box) scrollTo(((event.clientY - box.top) / trackHeight) * range)
  }
  const month = wall.headings[headingAt(wall, top + 1)]?.name ?? ''
  const goBy = (months: number) => {
    const at = headingAt(wall, top + 1)
    const next = wall.headings[Math.max(0, Math.min(wall.headings.length - 1, at + months))]
    if (next) scrollTo(next.top)
  }
  const press = (event: KeyboardEvent) => {
    const run = keyOf(event.key, goBy, scrollTo, range)
    if (!run) return
    event.preventDefault()
    run()
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('label')}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((Math.min(top, range) / range) * 100)}
      aria-valuetext={month === '' ? '' : monthName(month)}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragging(true)
        drag(event)
      }}
      onPointerMove={(event) => isDragging && drag(event)}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      style={{ paddingBlock: inset }}
      className={classNames(
        'group/scrub absolute top-0 right-0 bottom-0 z-20 w-[58px] cursor-ns-resize touch-none text-right font-mono text-[11px] text-faint select-none focus-visible:-outline-offset-2',
        'max-sm:w-7',
      )}
    >
      <div ref={track} className="relative h-full">
        {marks.map(({ name, y, isYear }) => (
          <span
            key={name}
            aria-hidden
            style={{ top: y }}
            className={classNames(
              'absolute right-3.5 -translate-y-1/2 whitespace-nowrap max-sm:right-1.5',
              isDragging ? '' : 'max-sm:hidden',
            )}
          >
            {isYear ? name.slice(0, 4) : monthName(name, 'short')}
          </span>
        ))}
        <div ref={thumb} aria-hidden className="absolute top-0 right-0">
          <span
            className={classNames(
              'absolute right-2 -translate-y-1/2 rounded-[6px] bg-accent px-1.5 py-px whitespace-nowrap text-accent-ink',
              isDragging ? 'max-sm:right-9 max-sm:px-3 max-sm:py-1.5' : 'max-sm:hidden',
            )}
          >
            {day}
          </span>
          <span className="absolute right-[3px] h-11 w-1 -translate-y-1/2 rounded-full bg-line-strong sm:hidden" />
        </div>
      </div>
    </div>
  )
}

function keyOf(
  key: string,
  goBy: (months: number) => void,
  scrollTo: (height: number) => void,
  range: number,
): (() => void) | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return () => goBy(1)
    case 'ArrowUp':
    case 'ArrowLeft':
      return () => goBy(-1)
    case 'PageDown':
      return () => goBy(12)
    case 'PageUp':
      return () => goBy(-12)
    case 'Home':
      return () => scrollTo(0)
    case 'End':
      return () => scrollTo(range)
    default:
      return null
  }
}

/** How far the wall is scrolled, at most ten times a second: for words, not for places. */
function useScrollTop(scroller: RefObject<HTMLDivElement | null>, wall: Wall): number {
  const [top, setTop] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        setTop(element.scrollTop)
      }, 100)
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', look)
    }
  }, [scroller, wall])
  return top
}

/** "Oct 14" where the details are known, else the month. */
function useDayAt(wall: Wall, found: FoundWall, top: number, isDragging: boolean): string {
  const client = useQueryClient()
  const format = useFormatter()
  const monthName = useMonthName()
  const heading = wall.headings[headingAt(wall, top + 1)]
  if (!heading) return ''
  const [from] = rowsBetween(wall, top, top + 1)
  const number = wall.rows[Math.min(from, wall.rows.length - 1)]?.first ?? 0
  const at = knownFrame(client, found, number)?.createdAt
  if (isDragging || at === undefined) {
    return monthName(heading.name, 'brief')
  }
  return format.dateTime(at, { month: 'short', day: 'numeric' })
}
