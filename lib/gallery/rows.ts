/** Justified rows: pictures of their own shapes, every row filled to the edge. Numbers in, numbers out. */

/** One row: `count` pictures from `first` on, `height` pixels high. */
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

export function shownRatio(ratio: number): number {
  return Math.min(widestRatio, Math.max(narrowestRatio, ratio))
}

/**
 * Breaks pictures from `from` up to `to` into rows, in order. A row ends where its height comes nearest to
 * `rowHeight`; the last one is left as it falls, never stretched beyond `rowHeight`.
 */
export function justify(
  ratios: ArrayLike<number>,
  from: number,
  to: number,
  { width, rowHeight, gap }: RowOptions,
): readonly Row[] {
  const rows: Row[] = []
  let first = from
  let sum = 0
  /** The height at which pictures of these ratios fill the width. */
  const heightOf = (ratioSum: number, count: number) => (width - gap * (count - 1)) / ratioSum
  for (let at = from; at < to; at++) {
    const ratio = shownRatio(ratios[at]!)
    const count = at - first + 1
    const withIt = heightOf(sum + ratio, count)
    if (withIt > rowHeight) {
      sum += ratio
      continue
    }
    const without = count > 1 ? heightOf(sum, count - 1) : Infinity
    // Too low with it or too high without: whichever is the smaller distortion, as a factor.
    if (rowHeight / withIt <= without / rowHeight) {
      rows.push({ first, count, height: withIt })
      first = at + 1
      sum = 0
    } else {
      rows.push({ first, count: count - 1, height: without })
      first = at
      sum = ratio
    }
  }
  if (first < to) {
    const count = to - first
    rows.push({ first, count, height: Math.min(rowHeight, heightOf(sum, count)) })
  }
  return rows
}
