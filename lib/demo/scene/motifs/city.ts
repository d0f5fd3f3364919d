import 'server-only'
/** Rows of towers in haze, windows lit, the light of the sky behind them. */
import type { Frame, RowPainter } from '../frame'
import { createLayers, type Layer } from '../layers'
import type { Field } from '../noise'
import { mix, smoothstep } from '../noise'
import type { PaintedScene } from '../scene'
import { blend, brightness, createSky, lightOf } from '../sky'

export function createCity(frame: Frame, scene: PaintedScene, field: Field): RowPainter {
  const light = scene.without.includes('light') ? undefined : lightOf(field, { low: false })
  const layers = [0, 1, 2, 3, 4].map((n) => createBlock(frame, scene, field, n))
  return createLayers(frame, layers, createSky(frame, scene, field, light))
}

type Tower = { top: number; left: number; right: number; key: number }

function createBlock(frame: Frame, scene: PaintedScene, field: Field, n: number): Layer {
  const { palette } = scene
  const lot = 44 + n * 22
  const base = 130 + n * 78
  const skyline = field.noise({ channel: 140 + n, wavelength: 900, octaves: 2 })
  const height = field.noise({ channel: 150 + n, wavelength: lot * 1.9, octaves: 2 })

  function towerAt(x: number): Tower {
    const cell = Math.floor(x / lot)
    const middle = (cell + 0.5) * lot
    const key = mix(field.seed, cell, n * 31)
    const share = (shift: number) => ((key >>> shift) & 255) / 255
    const rise = 0.5 + 0.5 * skyline(middle, n * 300, middle, base - 400, base)
    // Heights come from noise, not from the key, so that they move with the departures.
    const own = height(middle, n * 170 + 40, middle, base - 400, base)
    const tall = (80 + 380 * smoothstep(-0.7, 0.9, own) ** 1.7) * (0.5 + rise) * (1 - n * 0.06)
    const margin = share(8) * lot * 0.24
    return { top: base - tall, left: cell * lot + margin, right: (cell + 1) * lot, key }
  }

  const towers = Array.from({ length: frame.width }, (_, i) => towerAt(frame.xs[i]!))
  const crest = Float32Array.from({ length: frame.width }, (_, i) => {
    const x = frame.xs[i]!
    let sum = 0
    // Four looks a pixel soften a wall's upright edge.
    for (const part of [-0.375, -0.125, 0.125, 0.375]) {
      const at = x + part * frame.pitch
      const tower = towerAt(at)
      sum += at < tower.left || at > tower.right ? base : tower.top
    }
    return sum / 4
  })
  const nearness = n / 4
  const body = blend(blend(palette.horizon, palette.far, 0.42), palette.near, 0.1 + nearness * 0.82)
  const haze = blend(palette.horizon, palette.sky, 0.25)
  const lamp = blend(palette.light, [255, 196, 110], 0.45)
  const evening = 0.35 + 0.65 * (1 - brightness(palette.sky))
  const room = 7 + n * 2.2

  return {
    crest,
    colour(i, y, below, colour) {
      const x = frame.xs[i]!
      const tower = towers[i]!
      const fog = smoothstep(20, 460, below) * (1 - nearness) * 0.62
      const wall = 1 + 0.07 * Math.sin(tower.key)
      let window = 0
      if (n > 0 && below > 12 && x > tower.left + 5 && x < tower.right - 5) {
        const u = (x - tower.left) / room
        const v = (y - tower.top) / (room * 1.35)
        const h = mix(tower.key, Math.floor(u), Math.floor(v))
        if (h % 100 < 24) {
          const edge = frame.pitch / room
          const du = Math.abs(u - Math.floor(u) - 0.5)
          const dv = Math.abs(v - Math.floor(v) - 0.5)
          window = smoothstep(0.32 + edge, 0.32 - edge, du) * smoothstep(0.3 + edge, 0.3 - edge, dv)
          window *= (0.35 + ((h >>> 8) & 255) / 400) * evening
        }
      }
      for (let c = 0; c < 3; c++) {
        let value = body[c]! * wall
        value += (lamp[c]! - value) * window
        colour[c] = value + (haze[c]! - value) * fog
      }
    },
  }
}
