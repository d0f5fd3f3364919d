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
  return (j, out) => {
    behind(j, out)
    const y = frame.y(j)
    for (const layer of layers) layer.beginRow?.(j)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      let first = layers.length - 1
      while (first >= 0 && coverage(layers[first]!, i, y, frame.pitch) < 1) first--
      for (let n = Math.max(first, 0); n < layers.length; n++) {
        const layer = layers[n]!
        const t = coverage(layer, i, y, frame.pitch)
        if (t <= 0) continue
        layer.colour(i, y, Math.max(0, y - layer.crest[i]!), colour)
        out[o] = out[o]! + (colour[0]! - out[o]!) * t
        out[o + 1] = out[o + 1]! + (colour[1]! - out[o + 1]!) * t
        out[o + 2] = out[o + 2]! + (colour[2]! - out[o + 2]!) * t
      }
    }
  }
}

function coverage(layer: Layer, i: number, y: number, pitch: number): number {
  return Math.min(1, Math.max(0, (y - layer.crest[i]!) / pitch + 0.5))
}
