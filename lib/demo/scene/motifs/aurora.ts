import 'server-only'
/** Northern lights over dark hills that stand in a still lake. */
import type { Frame, RowPainter } from '../frame'
import { createLattice } from '../lattice'
import { createLayers, type Layer } from '../layers'
import type { Field } from '../noise'
import { smoothstep } from '../noise'
import type { PaintedScene, Rgb } from '../scene'
import { blend, createSky } from '../sky'

const night: Rgb = [3, 6, 16]

export function createAurora(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const { palette } = scene
  const dark = {
    ...palette,
    zenith: blend(palette.zenith, night, 0.86),
    sky: blend(palette.sky, night, 0.78),
    horizon: blend(blend(palette.sky, palette.horizon, 0.4), night, 0.6),
  }
  const sky = createSky(
    frame,
    { ...scene, palette: dark, without: [...scene.without, 'clouds'] },
    field,
    undefined,
  )
  const curtains = createCurtains(frame, scene, field)
  const layers: Layer[] = [0, 1, 2, 3].map((n) => createHill(frame, scene, field, n))
  return createLayers(frame, layers, (j, out) => {
    sky(j, out)
    curtains(j, out)
  })
}

/** Three folded bands; each glows upwards from a lower edge that wanders, in rays. */
function createCurtains(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const { palette } = scene
  const glowing = blend(palette.horizon, palette.light, 0.15)
  const bands = [0, 1, 2].map((n) => {
    const fold = field.noise({ channel: 100 + n, wavelength: 760, octaves: 3, gain: 0.42 })
    return {
      edge: createLattice(frame, 8, (x, y) => {
        const base = 60 - n * 130 - field.trait(7 + n) * 90
        return base - 170 * fold(x, y * 0.12 + n * 500, x, y) - x * 0.1 * (n - 0.6)
      }),
      rays: createLattice(
        frame,
        3,
        field.noise({ channel: 110 + n, wavelength: 130, octaves: 3, gain: 0.55, flatness: 12 }),
      ),
      strength: createLattice(
        frame,
        8,
        field.noise({ channel: 120 + n, wavelength: 800, octaves: 2, flatness: 3 }),
      ),
      edgeRow: new Float32Array(frame.width),
      rayRow: new Float32Array(frame.width),
      strengthRow: new Float32Array(frame.width),
      low: blend(glowing, palette.sky, 0.18 * n),
      high: blend(palette.sky, [120, 60, 190], 0.3 + 0.2 * n),
    }
  })
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
        if (up < -80) continue
        const ray = 0.5 + 0.75 * band.rayRow[i]!
        const shine = smoothstep(-0.1, 1, ray)
        const glow =
          smoothstep(-80, 60, up) *
          Math.exp(-Math.max(0, up) / (120 + 190 * shine)) *
          (0.3 + 0.7 * shine) *
          smoothstep(-0.6, 0.45, band.strengthRow[i]!) *
          0.9
        if (glow < 0.004) continue
        const t = smoothstep(20, 380, up)
        for (let c = 0; c < 3; c++) {
          const colour = band.low[c]! + (band.high[c]! - band.low[c]!) * t
          const value = out[o + c]!
          // Light adds to light, and tires towards white.
          out[o + c] = value + colour * glow * (1 - value / 290)
        }
      }
    }
  }
}

function createHill(frame: Frame, scene: PaintedScene, field: Field, n: number): Layer {
  const base = 190 + n * 92
  const amplitude = 84 + n * 12
  const waves = field.noise({ channel: 130 + n, wavelength: 620 - n * 70, octaves: 8, gain: 0.49 })
  const crest = Float32Array.from({ length: frame.width }, (_, i) => {
    const x = frame.xs[i]!
    return base - amplitude * waves(x, n * 811, x, base - amplitude, base + amplitude)
  })
  const body = blend(scene.palette.far, night, 0.66 + n * 0.1)
  const mist = blend(scene.palette.sky, night, 0.35)
  const rim = blend(scene.palette.horizon, scene.palette.sky, 0.4)
  return {
    crest,
    colour(_i, _y, below, colour) {
      const fog = (0.5 - n * 0.13) * smoothstep(0, 210, below)
      const edge = (0.16 - n * 0.03) * Math.exp(-below / 5)
      for (let c = 0; c < 3; c++) {
        const value = body[c]! + (mist[c]! - body[c]!) * Math.max(0, fog)
        colour[c] = value + (rim[c]! - value) * edge
      }
    },
  }
}
