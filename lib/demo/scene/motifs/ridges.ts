import 'server-only'
/** Mountain ranges in haze, a low sun behind the farthest. */
import type { Frame, RowPainter } from '../frame'
import { createLattice } from '../lattice'
import { createLayers, type Layer } from '../layers'
import type { Field } from '../noise'
import { smoothstep } from '../noise'
import type { PaintedScene } from '../scene'
import { blend, createSky, lightOf, type Light } from '../sky'

export function createRidges(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const light = scene.without.includes('light') ? undefined : lightOf(field, { low: true })
  const mottle = createLattice(
    frame,
    4,
    field.noise({ channel: 30, wavelength: 190, octaves: 5, gain: 0.55, flatness: 0.7 }),
  )
  const layers: Layer[] = []
  let base = -26 + field.trait(4) * 50
  for (let n = 0; n < 14 && base - 200 < frame.view.y + frame.view.height; n++) {
    layers.push(createRidge(frame, scene, field, { n, base, light, mottle }))
    base += 62 + n * 13
  }
  return createLayers(frame, layers, createSky(frame, scene, field, light))
}

type RidgeOptions = {
  n: number
  base: number
  light: Light | undefined
  mottle: { row(j: number, out: Float32Array): Float32Array }
}

function createRidge(
  frame: Frame,
  scene: PaintedScene,
  field: Field,
  { n, base, light, mottle }: RidgeOptions,
): Layer {
  const { palette } = scene
  const amplitude = 66 + n * 9
  const waves = field.noise({
    channel: 40 + n,
    wavelength: 640 - Math.min(n, 5) * 50,
    octaves: 8,
    gain: 0.47,
  })
  const crest = Float32Array.from({ length: frame.width }, (_, i) => {
    const x = frame.xs[i]!
    return base - amplitude * waves(x, n * 977, x, base - amplitude, base + amplitude)
  })
  const nearness = smoothstep(-0.6, 7, n)
  const body = blend(palette.far, palette.near, Math.min(1, nearness * 1.12))
  const haze = scene.without.includes('haze') ? 0 : 0.5 * (1 - nearness) ** 1.5
  const mist = blend(palette.far, palette.horizon, 0.55)
  const spacing = 90 + n * 14
  const row = new Float32Array(frame.width)
  return {
    crest,
    beginRow: (j) => void mottle.row(j, row),
    colour(i, _y, below, colour) {
      // The same mottling for every range, but turned over in each second one, so that edges stay edges.
      const spots = row[i]! * (n % 2 ? -1 : 1)
      const tone = 1 + spots * 0.085 + 0.07 * Math.exp(-below / 16)
      const fog = Math.min(0.85, haze * smoothstep(0, spacing * 1.5, below) + spots * haze * 0.16)
      let glow = 0
      if (light) {
        const dx = (frame.xs[i]! - light.x) / 330
        glow = 0.34 * Math.exp(-dx * dx - below / 130) * (1 - nearness) ** 2
      }
      for (let c = 0; c < 3; c++) {
        let value = body[c]! * tone
        value += (mist[c]! - value) * fog
        colour[c] = value + (palette.light[c]! - value) * glow
      }
    },
  }
}
