import 'server-only'
import type { Rect } from './scene'

/** One view at one resolution: where its pixels lie on the plane. */
export type Frame = {
  view: Rect
  width: number
  height: number
  /** Plane units a pixel covers. */
  pitch: number
  /** Plane coordinates of the middles of the columns. */
  xs: Float64Array
  /** Plane coordinate of the middle of row `j`. */
  y(j: number): number
}

export function createFrame(view: Rect, width: number, height: number): Frame {
  const pitchX = view.width / width
  const pitchY = view.height / height
  return {
    view,
    width,
    height,
    pitch: pitchX,
    xs: Float64Array.from({ length: width }, (_, i) => view.x + (i + 0.5) * pitchX),
    y: (j) => view.y + (j + 0.5) * pitchY,
  }
}

/**
 * Paints one row at a time into `out`: three numbers a pixel, 0 to 255, fractions welcome. Rows may be asked for
 * once each, from the top.
 */
export type RowPainter = (j: number, out: Float32Array) => void
