import 'server-only'
/** Northern lights over dark hills and a still lake of sky. */
import type { Frame, RowPainter } from '../frame'
import { createLattice } from '../lattice'
import { createLayers, type Layer } from '../layers'
import type { Field } from '../noise'
import { smoothstep } from '../noise'
import type { PaintedScene } from '../scene'
import { blend, createSky } from '../sky'

export function createAurora(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const { palette } = scene
  const night = {
    ...palette,
    zenith: blend(palette.zenith, [2, 4, 12], 0.82),
    sky: blend(palette.sky, [4, 8, 22], 0.72),
    horizon: blend(palette.horizon, palette.sky, 0.62),
  }
  const sky = createSky(
    frame,
    { ...scene, palette: night, without: [...scene.without, 'clouds'] },
    field,
    undefined,
  )
  const curtains = createCurtains(frame, scene, field)
  const layers: Layer[] = [0, 1, 2].map((n) => createHill(frame, scene, field, n))
  return createLayers(frame, layers, (j, out) => {
    sky(j, out)
    curtains(j, out)
  })
}

/** Three folded bands; each glows upwards from a lower edge that wanders, in rays. */
function createCurtains(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const { palette } = scene
  const bands = [0, 1, 2].map((n) => ({
    edge: createLattice(frame, 8, (x, y) => {
      const fold = { channel: 100 + n, wavelength: 620, octaves: 3, gain: 0.5 }
      return (
        -110 -
        n * 120 -
        field.trait(7 + n) * 110 +
        150 * field.sample(fold, x, y * 0.25 + n * 500, x, y)
      )
    }),
    rays: createLattice(frame, 2, (x, y) =>
      field.sample({ channel: 110 + n, wavelength: 120, octaves: 3, gain: 0.6, flatness: 9 }, x, y),
    ),
    strength: createLattice(frame, 8, (x, y) =>
      field.sample({ channel: 120 + n, wavelength: 700, octaves: 2, flatness: 2 }, x, y),
    ),
    edgeRow: new Float32Array(frame.width),
    rayRow: new Float32Array(frame.width),
    strengthRow: new Float32Array(frame.width),
    low: blend(palette.horizon, palette.light, 0.3 - n * 0.05),
    high: n === 1 ? blend(palette.sky, [150, 70, 200], 0.5) : palette.sky,
  }))
  return (j, out) => {
    const y = frame.y(j)
    for (const band of bands) {
      band.edge.row(j, band.edgeRow)
      band.rays.row(j, band.rayRow)
      band.strength.row(j, band.strengthRow)
    }
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      for (const band of bands) {
        const up = band.edgeRow[i]! - y
        const ray = 0.62 + 0.62 * band.rayRow[i]!
        const reach = 150 + 150 * Math.max(0, ray)
        const glow =
          smoothstep(-34, 26, up) *
          Math.exp(-Math.max(0, up) / reach) *
          Math.max(0, ray) *
          smoothstep(-0.55, 0.5, band.strengthRow[i]!) *
          0.95
        if (glow < 0.004) continue
        const t = smoothstep(0, 330, up)
        for (let c = 0; c < 3; c++) {
          const colour = band.low[c]! + (band.high[c]! - band.low[c]!) * t
          // Light adds to light, and never past white.
          const value = out[o + c]!
          out[o + c] = value + colour * (1.15 - value / 300) * glow
        }
      }
    }
  }
}

function createHill(frame: Frame, scene: PaintedScene, field: Field, n: number): Layer {
  const base = 170 + n * 120
  const amplitude = 90 + n * 20
  const waves = { channel: 130 + n, wavelength: 560 - n * 60, octaves: 8, gain: 0.5 }
  const crest = Float32Array.from({ length: frame.width }, (_, i) => {
    const x = frame.x(i)
    return base - amplitude * field.sample(waves, x, n * 811, x, base - amplitude, base + amplitude)
  })
  const body = blend(blend(scene.palette.far, [3, 6, 14], 0.62 + n * 0.14), [0, 0, 4], 0.1)
  const mist = blend(scene.palette.sky, scene.palette.horizon, 0.3)
  return {
    crest,
    colour(_i, _y, below, colour) {
      const fog = (0.3 - n * 0.09) * smoothstep(10, 240, below)
      const rim = 0.2 * Math.exp(-below / 12)
      for (let c = 0; c < 3; c++) colour[c] = body[c]! + (mist[c]! - body[c]!) * (fog + rim)
    },
  }
}
