import 'server-only'
/** Sand dunes: each crest throws its lee side into shadow, ripples run across both. */
import type { Frame, RowPainter } from '../frame'
import { createLattice } from '../lattice'
import { createLayers, type Layer } from '../layers'
import type { Field } from '../noise'
import { smoothstep } from '../noise'
import type { PaintedScene } from '../scene'
import { blend, createSky, lightOf } from '../sky'

export function createDunes(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const light = scene.without.includes('light') ? undefined : lightOf(field, { low: false })
  const sky = createSky(frame, scene, field, light)
  const side = (light?.x ?? 0) < 0 ? -1 : 1
  const layers: Layer[] = []
  let base = 24 + field.trait(4) * 30
  for (let n = 0; n < 12 && base - 260 < frame.view.y + frame.view.height; n++) {
    layers.push(createDune(frame, scene, field, { n, base, side }))
    base += 46 + n * 30
  }
  return createLayers(frame, layers, sky)
}

type DuneOptions = {
  n: number
  base: number
  /** Where the light comes from: -1 left, 1 right. */
  side: -1 | 1
}

function createDune(
  frame: Frame,
  scene: PaintedScene,
  field: Field,
  { n, base, side }: DuneOptions,
): Layer {
  const { palette } = scene
  const amplitude = 30 + n * 26
  const length = 520 + n * 150
  const waves = field.noise({ channel: 70 + n, wavelength: length, octaves: 2, gain: 0.22 })
  const crest = Float32Array.from({ length: frame.width }, (_, i) => {
    const x = frame.xs[i]!
    return base - amplitude * waves(x, n * 613, x, base - amplitude, base + amplitude)
  })
  // The edge between the lit and the shaded flank: it starts at the crest and meanders to the foot.
  const flank = field.noise({
    channel: 90 + n,
    wavelength: length * 0.62,
    octaves: 3,
    gain: 0.35,
    flatness: 2.4,
  })
  const edges = createLattice(frame, 4, (x, y) => {
    const slant = x + side * (y - base) * 1.25
    return flank(slant, y, x, y)
  })
  const sand = createLattice(
    frame,
    4,
    field.noise({ channel: 110 + n, wavelength: 300, octaves: 4, flatness: 0.45 }),
  )
  const nearness = smoothstep(-1.5, 5, n)
  const lit = blend(blend(palette.horizon, palette.light, 0.3), palette.far, 0.12 + nearness * 0.3)
  const shade = blend(palette.far, palette.near, 0.12 + nearness * 0.62)
  const mist = blend(palette.horizon, palette.sky, 0.2)
  const edgeRow = new Float32Array(frame.width)
  const sandRow = new Float32Array(frame.width)
  const ripple = 0.02 + 0.035 * nearness
  const rippleLength = 5 + n * 2.2
  const visible = smoothstep(2, 5, (rippleLength * 3) / frame.pitch)
  return {
    crest,
    beginRow(j) {
      edges.row(j, edgeRow)
      sand.row(j, sandRow)
    },
    colour(i, y, below, colour) {
      const x = frame.xs[i]!
      const grain = sandRow[i]!
      const crease = 0.045 + below / 900
      const sun = smoothstep(-crease, crease, edgeRow[i]! + 0.1 - below / 2600)
      const foot = smoothstep(0, 230 + n * 70, below)
      const lines = Math.sin((y * 1.7 + x * 0.3 * side + grain * 70) / rippleLength)
      const tone = 1 + lines * ripple * visible * (0.35 + 0.65 * sun) + grain * 0.05
      const lip = 0.22 * Math.exp(-below / 7) * sun
      const fog = (1 - nearness) ** 1.5 * (0.25 + 0.45 * foot)
      for (let c = 0; c < 3; c++) {
        const bright = lit[c]! + (palette.far[c]! - lit[c]!) * foot * 0.38
        let value = (shade[c]! + (bright - shade[c]!) * sun) * tone
        value += (palette.light[c]! - value) * lip
        colour[c] = value + (mist[c]! - value) * fog
      }
    },
  }
}
