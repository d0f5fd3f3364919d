/**
 * Which rows of a wall are near the screen. The virtualizer is fed with places that are known beforehand, so it never
 * measures an element; it is kept outside of React, which only hears of rows that come or go.
 */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/react-virtual'
import type { Wall } from '@/lib/gallery/wall'

export type VirtualRows = {
  /** Shows the rows of this wall from now on, and `kept` wherever the wall is scrolled to. */
  hang: (wall: Wall, options: { kept: number; overscan: number }) => void
  stop: () => void
}

export function watchRows(
  scroller: HTMLElement,
  tell: (rows: readonly number[]) => void,
): VirtualRows {
  let virtualizer: Virtualizer<HTMLElement, HTMLElement> | null = null
  let unmount: (() => void) | undefined
  const report = () => {
    if (virtualizer) tell(virtualizer.getVirtualItems().map(({ index }) => index))
  }
  return {
    hang(wall, { kept, overscan }) {
      const options = { ...optionsOf(wall, kept), overscan, onChange: report }
      const all = { ...options, getScrollElement: () => scroller }
      if (virtualizer) {
        virtualizer.setOptions(all)
        virtualizer.measure()
      } else {
        virtualizer = new Virtualizer(all)
        unmount = virtualizer._didMount()
      }
      virtualizer._willUpdate()
      report()
    },
    stop() {
      unmount?.()
    },
  }
}

function optionsOf(
  wall: Wall,
  kept: number,
): Omit<VirtualizerOptions<HTMLElement, HTMLElement>, 'getScrollElement'> {
  const { rows } = wall
  return {
    count: rows.length,
    // Up to where the next row begins: gaps and headings belong to the row above them.
    estimateSize: (n) => (rows[n + 1]?.top ?? wall.height) - rows[n]!.top,
    paddingStart: rows[0]?.top ?? 0,
    rangeExtractor: (range: Range) => {
      const inRange = defaultRangeExtractor(range)
      if (kept >= range.count || inRange.includes(kept)) return inRange
      return [...inRange, kept].toSorted((a, b) => a - b)
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
  }
}
