import 'server-only'
/**
 * Slow noise, sampled sparsely and enlarged. The sample points are whole multiples of `spacing` counted from the
 * plane's origin, not from the view's corner, so two views that overlap read the same samples.
 */
import type { Frame } from './frame'

export type Lattice = {
  /** Fills `out` with the values along pixel row `j`. */
  row(j: number, out: Float32Array): Float32Array
}

/** Catmull-Rom weights of four neighbours at `t` between the middle two. */
function weights(t: number): [number, number, number, number] {
  const t2 = t * t
  const t3 = t2 * t
  return [
    -0.5 * t3 + t2 - 0.5 * t,
    1.5 * t3 - 2.5 * t2 + 1,
    -1.5 * t3 + 2 * t2 + 0.5 * t,
    0.5 * t3 - 0.5 * t2,
  ]
}

export function createLattice(
  frame: Frame,
  pixelsApart: number,
  sample: (x: number, y: number) => number,
): Lattice {
  const spacing = frame.pitch * pixelsApart
  const left = Math.floor(frame.view.x / spacing) - 1
  // One pixel row more than the view: relief looks at the row above.
  const top = Math.floor(frame.y(-1) / spacing) - 1
  const columns = Math.ceil((frame.view.x + frame.view.width) / spacing) + 3 - left
  const rows = Math.ceil((frame.view.y + frame.view.height) / spacing) + 3 - top
  const values = new Float32Array(columns * rows)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      values[r * columns + c] = sample((left + c) * spacing, (top + r) * spacing)

  const column = new Int32Array(frame.width)
  const columnWeights = new Float32Array(frame.width * 4)
  for (let i = 0; i < frame.width; i++) {
    const at = frame.xs[i]! / spacing
    column[i] = Math.floor(at) - 1 - left
    columnWeights.set(weights(at - Math.floor(at)), i * 4)
  }
  const line = new Float32Array(columns)

  return {
    row(j, out) {
      const at = frame.y(j) / spacing
      const [a, b, c, d] = weights(at - Math.floor(at))
      const first = (Math.floor(at) - 1 - top) * columns
      for (let i = 0; i < columns; i++) {
        const k = first + i
        line[i] =
          a * values[k]! +
          b * values[k + columns]! +
          c * values[k + 2 * columns]! +
          d * values[k + 3 * columns]!
      }
      for (let i = 0, w = 0; i < out.length; i++, w += 4) {
        const k = column[i]!
        out[i] =
          columnWeights[w]! * line[k]! +
          columnWeights[w + 1]! * line[k + 1]! +
          columnWeights[w + 2]! * line[k + 2]! +
          columnWeights[w + 3]! * line[k + 3]!
      }
      return out
    },
  }
}
