import 'server-only'
/** Silhouettes one behind the other: the nearest one that covers a pixel is found first, then only its edges. */
import type { Frame, RowPainter } from './frame'

/** `crest` is the plane height of the layer's upper edge in each column. */
export type Layer = {
  crest: Float32Array
  /** Adds this layer's colour for column `i` at depth `below` plane units under the crest, into `colour`. */
  colour(i: number, y: number, below: number, colour: Float32Array): void
  /** Called before the columns of a row are asked for. */
  beginRow?(j: number): void
}

/** Paints `layers`, ordered from far to near, over what `behind` has painted. */
export function createLayers(
  frame: Frame,
  layers: readonly Layer[],
  behind: RowPainter,
): RowPainter {
  const colour = new Float32Array(3)
  const half = frame.pitch / 2
  // Below this height no column shows what is behind.
  const shut = Float32Array.from({ length: frame.width }, (_, i) =>
    Math.min(...layers.map((layer) => layer.crest[i]!)),
  ).reduce((lowest, crest) => Math.max(lowest, crest), -Infinity)
  return (j, out) => {
    const y = frame.y(j)
    if (y < shut + frame.pitch) behind(j, out)
    for (const layer of layers) layer.beginRow?.(j)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      let first = layers.length - 1
      while (first >= 0 && y - layers[first]!.crest[i]! < half) first--
      for (let n = Math.max(first, 0); n < layers.length; n++) {
        const layer = layers[n]!
        const below = y - layer.crest[i]!
        if (below <= -half) continue
        const t = below >= half ? 1 : below / frame.pitch + 0.5
        layer.colour(i, y, Math.max(0, below), colour)
        out[o] = out[o]! + (colour[0]! - out[o]!) * t
        out[o + 1] = out[o + 1]! + (colour[1]! - out[o + 1]!) * t
        out[o + 2] = out[o + 2]! + (colour[2]! - out[o + 2]!) * t
      }
    }
  }
}
