import 'server-only'
/** Ink poured into water: noise that is bent by noise that is bent by noise. */
import type { Frame, RowPainter } from '../frame'
import { createLattice } from '../lattice'
import type { Field } from '../noise'
import { smoothstep } from '../noise'
import type { PaintedScene, Palette, Rgb } from '../scene'
import { blend, brightness } from '../sky'

/** From the darkest colour of a palette to its lightest, as a table to look up in. */
function inks(palette: Palette): Float32Array {
  const stops: Rgb[] = [palette.near, palette.far, palette.sky, palette.horizon].sort(
    (a, b) => brightness(a) - brightness(b),
  )
  stops.push(blend(stops[3]!, palette.light, 0.8))
  const size = 512
  const table = new Float32Array(size * 3)
  for (let n = 0; n < size; n++) {
    const at = (n / (size - 1)) * (stops.length - 1)
    const from = Math.min(stops.length - 2, Math.floor(at))
    table.set(blend(stops[from]!, stops[from + 1]!, smoothstep(0, 1, at - from)), n * 3)
  }
  return table
}

export function createMarble(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const size = 430 + field.trait(5) * 260
  const bend = 190 + field.trait(6) * 150
  const slow = { wavelength: size, octaves: 3, gain: 0.5 }
  const quick = { wavelength: size * 0.62, octaves: 3, gain: 0.5 }
  const flow = createLattice(frame, 2, (x, y) => {
    const qx = field.sample({ ...slow, channel: 50 }, x, y)
    const qy = field.sample({ ...slow, channel: 51 }, x, y)
    const rx = field.sample({ ...quick, channel: 52 }, x + bend * qx, y + bend * qy, x, y)
    const ry = field.sample({ ...quick, channel: 53 }, x + bend * qx, y + bend * qy, x, y)
    return field.sample(
      { channel: 54, wavelength: size * 0.55, octaves: 4, gain: 0.52 },
      x + bend * 1.15 * rx,
      y + bend * 1.15 * ry,
      x,
      y,
    )
  })
  const table = inks(scene.palette)
  const above = flow.row(-1, new Float32Array(frame.width)).slice()
  const here = new Float32Array(frame.width)
  const relief = 11 / frame.pitch

  return (j, out) => {
    flow.row(j, here)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      const value = here[i]!
      const left = i > 0 ? here[i - 1]! : value - ((here[1] ?? value) - value)
      const lit = Math.max(-0.3, Math.min(0.34, (2 * value - above[i]! - left) * relief * 0.5))
      const vein = 0.05 * Math.sin(value * 26)
      const tone = Math.min(1, Math.max(0, 0.47 + value * 0.62 + vein))
      const k = Math.round(tone * 511) * 3
      for (let c = 0; c < 3; c++) {
        const ink = table[k + c]!
        out[o + c] = lit > 0 ? ink + (255 - ink) * lit * 0.55 : ink * (1 + lit)
      }
    }
    above.set(here)
  }
}
