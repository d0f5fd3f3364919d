import 'server-only'
/** Sand dunes: long crests, one side in the light, one in its own shadow, ripples across both. */
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
  const layers: Layer[] = []
  let base = 10 + field.trait(4) * 40
  for (let n = 0; n < 12 && base - 240 < frame.view.y + frame.view.height; n++) {
    layers.push(createDune(frame, scene, field, { n, base, lightX: light?.x ?? 0 }))
    base += 54 + n * 26
  }
  return createLayers(frame, layers, sky)
}

function createDune(
  frame: Frame,
  scene: PaintedScene,
  field: Field,
  { n, base, lightX }: { n: number; base: number; lightX: number },
): Layer {
  const { palette } = scene
  const amplitude = 46 + n * 34
  const waves = { channel: 70 + n, wavelength: 720 + n * 150, octaves: 2, gain: 0.28 }
  const heightAt = (x: number) => {
    // Folding the noise gives a dune its sharp back and its soft foot.
    const value = field.sample(waves, x, n * 613, x, base - amplitude, base + amplitude)
    return base - amplitude * (0.75 - 1.5 * Math.abs(value - 0.12))
  }
  const crest = Float32Array.from({ length: frame.width }, (_, i) => heightAt(frame.x(i)))
  const slope = Float32Array.from({ length: frame.width }, (_, i) => {
    const x = frame.x(i)
    return (heightAt(x + 6) - heightAt(x - 6)) / 12
  })
  const nearness = smoothstep(-1, 6, n)
  const lit = blend(
    blend(palette.horizon, palette.light, 0.25),
    palette.far,
    0.25 + nearness * 0.35,
  )
  const shadow = blend(palette.far, palette.near, 0.25 + nearness * 0.6)
  const texture = createLattice(frame, 4, (x, y) =>
    field.sample({ channel: 90 + n, wavelength: 420, octaves: 4, flatness: 0.5 }, x, y),
  )
  const row = new Float32Array(frame.width)
  const ripple = 0.03 + 0.035 * nearness
  return {
    crest,
    beginRow: (j) => void texture.row(j, row),
    colour(i, y, below, colour) {
      const x = frame.x(i)
      const bend = row[i]!
      const side = x < lightX ? -1 : 1
      // The shadow's edge leaves the crest and wanders down the dune.
      const facing = slope[i]! * side * 3.2 + bend * 0.55 - below / (190 + n * 70)
      const sun = smoothstep(-0.5, 0.38, -facing + 0.12)
      const waveLength = 7 + n * 2.6
      const visible = smoothstep(2.5, 6, waveLength / frame.pitch)
      const lines = Math.sin((y * 1.9 + x * 0.22 + bend * 95) / waveLength) * visible
      const tone = 1 + lines * ripple * (0.4 + sun) + bend * 0.04
      const foot = smoothstep(0, 260 + n * 60, below)
      for (let c = 0; c < 3; c++) {
        const value = shadow[c]! + (lit[c]! - shadow[c]!) * sun * (1 - foot * 0.35)
        const fog = (1 - nearness) ** 2 * 0.5 * foot
        colour[c] = (value + (palette.horizon[c]! - value) * fog) * tone
      }
    },
  }
}
