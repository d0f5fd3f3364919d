import 'server-only'
/** Open water under a low light, with its glitter path. */
import type { Frame, RowPainter } from '../frame'
import type { Field } from '../noise'
import { smoothstep } from '../noise'
import type { PaintedScene } from '../scene'
import { blend, createSky, lightOf } from '../sky'

export function createSea(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const { palette } = scene
  const light = scene.without.includes('light') ? undefined : lightOf(field, { low: true })
  const sky = createSky(frame, scene, field, light)
  const deep = blend(palette.near, palette.far, 0.25)
  const shallow = blend(palette.far, palette.horizon, 0.3)
  // Waves live in their own coordinates, one wave a unit: this wavelength makes the field's pixel filter see 14
  // pixels a wave at every resolution, so it treats all of them alike.
  const unit = frame.pitch * 14
  const swell = field.noise({ channel: 60, wavelength: unit, octaves: 3, gain: 0.55 })
  const waveAt = (u: number, v: number, x: number, y: number) =>
    swell(u * unit, v * unit * 1.9, x, y)

  return (j, out) => {
    sky(j, out)
    const y = frame.y(j)
    const water = Math.min(1, Math.max(0, y / frame.pitch + 0.5))
    if (water === 0) return
    // Perspective: rows near the horizon lie far away, so waves grow shorter and calmer towards it.
    const near = Math.max(4, y)
    const distance = 14000 / (near + 46)
    const wide = 0.42 + near / 210
    const calm = smoothstep(-10, 190, near)
    const depth = smoothstep(0, 620, near)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      const x = frame.xs[i]!
      const u = x / (95 * wide)
      let wave = calm * waveAt(u, distance / 9, x, y)
      if (calm < 1) wave += (1 - calm) * 0.35 * waveAt(u * 0.6, distance / 14, x, y)
      const crest = smoothstep(-0.35, 0.75, wave)
      let glitter = 0
      if (light) {
        const spread = (x - light.x) / (light.radius * 0.85 + near * 0.42)
        const path = Math.exp(-spread * spread)
        glitter = path * (0.2 + 0.8 * smoothstep(0.02, 0.5, wave)) * (0.95 - depth * 0.55)
      }
      for (let c = 0; c < 3; c++) {
        const body = shallow[c]! + (deep[c]! - shallow[c]!) * Math.sqrt(depth)
        let value = body * (0.8 + 0.24 * crest)
        value += (palette.horizon[c]! - value) * (0.34 * crest * (1 - depth * 0.6))
        value += (palette.light[c]! - value) * glitter
        const behind = out[o + c]!
        out[o + c] = behind + (value - behind) * water
      }
    }
  }
}
