'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type CSSProperties, type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { classNames } from '@/components/ui/class-names'
import type { FoundWall } from '@/lib/client/library'
import type { Chunk } from '@/lib/gallery/chunks'
import { hang, ratiosOf } from '@/lib/gallery/hang'
import { rowOf, type Wall } from '@/lib/gallery/wall'
import { libraryStore } from '@/lib/state/library'
import { Month } from './month'
import { Scrubber } from './scrubber'
import { useCarry } from './use-carry'
import { useChoosing } from './use-choosing'
import { useCursor } from './use-cursor'
import { useDensityWheel } from './use-density-wheel'
import { useFrames } from './use-frames'
import { useInnerSize } from './use-inner-size'
import { useKeptPlace } from './use-kept-place'
import { useVirtualRows } from './use-virtual-rows'
import { useWallKeys } from './use-wall-keys'
import { useWallPointer } from './use-wall-pointer'
import { bottomRoom } from './wall-room'
import { WallRow } from './wall-row'

const heart = `url("data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5"/></svg>',
)}")`

/**
 * Everything that a search finds, hung in justified rows. Its height is known from the shapes alone, so nothing moves
 * while details arrive; only the rows near the screen are there at all.
 */
export function WallView({
  found,
  onSight,
  collectionId,
  isArranging,
  isCovered,
}: {
  found: FoundWall
  /** Told which details are on the screen: they come with the wall when it is read anew. */
  onSight: (chunks: readonly Chunk[]) => void
  /** Of the collection that is shown in its own order, whose pictures can be moved. */
  collectionId: string | null
  /** Fingers move pictures too. */
  isArranging: boolean
  /** Something lies over the page. */
  isCovered: boolean
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const { width, viewHeight } = useInnerSize(scroller)
  const density = useStore(libraryStore, (state) => state.density)
  const ratios = useMemo(() => ratiosOf(found), [found])
  const wall = useMemo(
    () => (width === 0 ? null : hang(found, ratios, { width, size: density })),
    [found, ratios, width, density],
  )
  // Without months there is nothing to say beside the wall, and the browser's own scrollbar does.
  const hasMonths = found.months.some(({ name }) => name !== '')
  useDensityWheel(scroller)
  return (
    <>
      <div
        ref={scroller}
        className={classNames(
          'absolute inset-0 overflow-y-auto overscroll-contain pr-[60px] pl-6 outline-none [overflow-anchor:none] max-sm:pr-1.5 max-sm:pl-1.5',
          hasMonths && '[scrollbar-width:none]',
        )}
      >
        {wall ? (
          <HungWall
            found={found}
            wall={wall}
            viewHeight={viewHeight}
            scroller={scroller}
            onSight={onSight}
            collectionId={collectionId}
            isArranging={isArranging}
            isCovered={isCovered}
          />
        ) : null}
      </div>
      {wall && hasMonths ? (
        <Scrubber wall={wall} found={found} viewHeight={viewHeight} scroller={scroller} />
      ) : null}
    </>
  )
}

function HungWall({
  found,
  wall,
  viewHeight,
  scroller,
  onSight,
  collectionId,
  isArranging,
  isCovered,
}: {
  found: FoundWall
  wall: Wall
  viewHeight: number
  scroller: RefObject<HTMLDivElement | null>
  onSight: (chunks: readonly Chunk[]) => void
  collectionId: string | null
  isArranging: boolean
  isCovered: boolean
}) {
  const t = useTranslations('library.wall')
  const grid = useRef<HTMLDivElement>(null)
  const marquee = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const client = useQueryClient()
  const cursor = useCursor({ client, found, wall, grid, scroller, viewHeight, isCovered })
  const { rows, isPassing } = useVirtualRows(wall, { scroller, viewHeight, always: cursor.number })
  const range = useMemo(() => numbersOf(wall, rows), [wall, rows])
  const { frameAt, chunks } = useFrames(found, range, isPassing)
  useEffect(() => onSight(chunks), [onSight, chunks])
  useKeptPlace({ client, found, wall, scroller })
  const choosing = useChoosing(found)
  const carry = useCarry({ wall, found, collectionId, grid, scroller, line })
  const onKeyDown = useWallKeys({ wall, cursor, choosing, carry, frameAt, viewHeight })
  const handlers = useWallPointer({
    wall,
    cursor,
    choosing,
    carry,
    grid,
    scroller,
    marquee,
    isArranging,
  })
  const isChoosing = useStore(
    libraryStore,
    ({ chosen }) => 'except' in chosen || chosen.ids.size > 0,
  )

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={t('label')}
      aria-multiselectable
      aria-rowcount={wall.rows.length}
      data-choosing={isChoosing || undefined}
      className="relative touch-pan-y"
      style={{ height: wall.height + bottomRoom, '--heart': heart } as CSSProperties}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      {bySection(wall, rows).map(({ section, numbers }) => {
        const { name, top, count } = wall.headings[section]!
        const bottom = wall.headings[section + 1]?.top ?? wall.height
        return (
          <Month key={name} name={name} count={count} top={top} height={bottom - top}>
            {numbers.map((number) => (
              <WallRow
                key={number}
                wall={wall}
                number={number}
                top={wall.rows[number]!.top - top}
                frameAt={frameAt}
                cursor={rowOf(wall, cursor.number) === number ? cursor.number : null}
              />
            ))}
          </Month>
        )
      })}
      <div
        ref={marquee}
        hidden
        aria-hidden
        className="pointer-events-none absolute z-30 rounded-[3px] border border-accent bg-accent-soft"
      />
      <div
        ref={line}
        hidden
        aria-hidden
        className="pointer-events-none absolute z-30 -ml-[4.5px] w-[3px] rounded-full bg-accent"
      />
    </div>
  )
}

/** The numbers of the frames that some rows hold: [from, to). Rows that are only there for the focus do not count. */
function numbersOf(wall: Wall, rows: readonly number[]): readonly [number, number] {
  const inTurn = rows.filter((row, n) => rows[n - 1] === row - 1 || rows[n + 1] === row + 1)
  const first = wall.rows[inTurn[0] ?? rows[0] ?? 0]
  const last = wall.rows[inTurn.at(-1) ?? rows[0] ?? 0]
  return first && last ? [first.first, last.first + last.count] : [0, 0]
}

function bySection(wall: Wall, rows: readonly number[]) {
  const sections: { section: number; numbers: number[] }[] = []
  for (const number of rows) {
    const { section } = wall.rows[number]!
    const last = sections.at(-1)
    if (last?.section === section) last.numbers.push(number)
    else sections.push({ section, numbers: [number] })
  }
  return sections
}
