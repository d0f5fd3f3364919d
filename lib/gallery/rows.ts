/** Justified rows: pictures of their own shapes, every row filled to the edge. Numbers in, numbers out. */

/** `count` pictures from `first` on, `height` pixels high. */
export type Row = { first: number; count: number; height: number }

export type RowOptions = {
  /** Of the wall, in pixels. */
  width: number
  /** The height that rows are near to. */
  rowHeight: number
  /** Between pictures, both ways. */
  gap: number
}

/** A panorama or a pillar is shown no wider or narrower than this, cropped by whoever draws it. */
export const widestRatio = 4
export const narrowestRatio = 1 / 3

/** Shapes beyond these are cut at their sides, or a row would be a line. */
export function shownRatio(ratio: number): number {
  return Math.min(widestRatio, Math.max(narrowestRatio, ratio))
}

/**
 * Breaks pictures from `from` up to `to` into rows, in order, and tells each. A row ends where its height comes
 * nearest to `rowHeight`; the last one is left as it falls, never stretched beyond `rowHeight`. Rows are told rather
 * than returned, because a hundred thousand pictures are laid out within one frame's time.
 */
export function breakRows(
  ratios: ArrayLike<number>,
  [from, to]: readonly [number, number],
  { width, rowHeight, gap }: RowOptions,
  tell: (first: number, count: number, height: number) => void,
): void {
  let first = from
  let sum = 0
  for (let at = from; at < to; at++) {
    const ratio = shownRatio(ratios[at]!)
    const count = at - first + 1
    // The heights at which the pictures fill the width, with this one and without.
    const withIt = (width - gap * (count - 1)) / (sum + ratio)
    if (withIt > rowHeight) {
      sum += ratio
      continue
    }
    const without = count > 1 ? (width - gap * (count - 2)) / sum : Infinity
    // Too low with it or too high without: whichever is the smaller distortion, as a factor.
    if (rowHeight / withIt <= without / rowHeight) {
      tell(first, count, withIt)
      first = at + 1
      sum = 0
    } else {
      tell(first, count - 1, without)
      first = at
      sum = ratio
    }
  }
  if (first === to) return
  const count = to - first
  tell(first, count, Math.min(rowHeight, (width - gap * (count - 1)) / sum))
}
