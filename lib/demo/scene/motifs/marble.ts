import 'server-only'
/** Ink poured into water: noise that is bent by noise that is bent by noise. */
import { createFrame, type Frame, type RowPainter } from '../frame'
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
  const size = 560 + field.trait(5) * 300
  const bend = 230 + field.trait(6) * 150
  const slow = { wavelength: size, octaves: 2, gain: 0.5 }
  const quick = { wavelength: size * 0.62, octaves: 2, gain: 0.45 }
  const slowX = field.noise({ ...slow, channel: 50 })
  const slowY = field.noise({ ...slow, channel: 51 })
  const quickX = field.noise({ ...quick, channel: 52 })
  const quickY = field.noise({ ...quick, channel: 53 })
  const ink = field.noise({ channel: 54, wavelength: size * 0.44, octaves: 4, gain: 0.48 })
  // One column more than the view, because relief looks at the neighbour on the left.
  const { view, pitch } = frame
  const wide = createFrame(
    { ...view, x: view.x - pitch, width: view.width + pitch },
    frame.width + 1,
    frame.height,
  )
  const flow = createLattice(wide, 2, (x, y) => {
    const bentX = x + bend * slowX(x, y)
    const bentY = y + bend * slowY(x, y)
    const inkX = x + bend * 1.15 * quickX(bentX, bentY, x, y)
    const inkY = y + bend * 1.15 * quickY(bentX, bentY, x, y)
    return ink(inkX, inkY, x, y)
  })
  const table = inks(scene.palette)
  const above = flow.row(-1, new Float32Array(wide.width))
  const here = new Float32Array(wide.width)
  const relief = 11 / pitch

  return (j, out) => {
    flow.row(j, here)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      const value = here[i + 1]!
      const left = here[i]!
      const lit = Math.max(-0.3, Math.min(0.34, (2 * value - above[i + 1]! - left) * relief * 0.5))
      const vein = 0.05 * Math.sin(value * 26)
      const tone = Math.min(1, Math.max(0, 0.47 + value * 0.62 + vein))
      const k = Math.round(tone * 511) * 3
      for (let c = 0; c < 3; c++) {
        const pigment = table[k + c]!
        out[o + c] = lit > 0 ? pigment + (255 - pigment) * lit * 0.55 : pigment * (1 + lit)
      }
    }
    above.set(here)
  }
}
