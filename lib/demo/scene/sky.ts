import 'server-only'
/** The sky behind every landscape: a gradient, thin clouds, a sun or moon with its glow, stars at night. */
import type { Frame, RowPainter } from './frame'
import { createLattice } from './lattice'
import type { Field } from './noise'
import { mix, smoothstep } from './noise'
import type { PaintedScene, Palette, Rgb } from './scene'

export type Light = { x: number; y: number; radius: number }

/** Where the sun of a scene stands, in plane units. `low` puts it on the horizon. */
export function lightOf(field: Field, options: { low: boolean }): Light {
  const height = options.low ? 20 + field.trait(3) * 130 : 170 + field.trait(3) * 190
  return {
    x: (field.trait(1) - 0.5) * 560,
    y: -height,
    radius: 58 + field.trait(2) * 56,
  }
}

export function blend(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

/** 0 (black) to 1 (white), as the eye weighs the channels. */
export function brightness([r, g, b]: Rgb): number {
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
}

/** The sky's colour at a height, without clouds or light. */
function gradient(palette: Palette, y: number): Rgb {
  const upper = blend(palette.zenith, palette.sky, smoothstep(-680, -250, y))
  return blend(upper, palette.horizon, smoothstep(-340, 30, y))
}

/**
 * One star a cell of 46 units at most, with a soft disc of its own size; returns its brightness at a point. The
 * discs stay inside their cells, so one look-up is enough.
 */
function starlight(seed: number, x: number, y: number, pitch: number): number {
  const cell = 46
  const cx = Math.floor(x / cell)
  const cy = Math.floor(y / cell)
  const h = mix(seed, cx, cy)
  if ((h & 7) > 4) return 0
  const radius = Math.max(pitch * 0.7, 0.9 + ((h >>> 3) & 15) * 0.11)
  const sx = (cx + 0.2 + (((h >>> 8) & 255) / 255) * 0.6) * cell
  const sy = (cy + 0.2 + (((h >>> 16) & 255) / 255) * 0.6) * cell
  const distance = ((x - sx) ** 2 + (y - sy) ** 2) / (radius * radius)
  if (distance > 9) return 0
  return Math.exp(-distance) * (0.25 + ((h >>> 24) & 255) / 340)
}

export function createSky(
  frame: Frame,
  scene: PaintedScene,
  field: Field,
  light: Light | undefined,
): RowPainter {
  const { palette } = scene
  const cloudy = !scene.without.includes('clouds')
  const clouds = cloudy
    ? createLattice(
        frame,
        4,
        field.noise({ channel: 20, wavelength: 760, octaves: 5, flatness: 0.32 }),
      )
    : undefined
  const cloudRow = new Float32Array(frame.width)
  const cloudColour = blend(palette.horizon, palette.light, 0.35)
  const darkness = 1 - brightness(palette.zenith)
  const stars =
    darkness > 0.8 && !scene.without.includes('stars') ? smoothstep(0.8, 0.97, darkness) : 0
  const glowReach = light ? light.radius * 2.1 : 1

  return (j, out) => {
    const y = frame.y(j)
    const [r, g, b] = gradient(palette, y)
    const starFade = stars * smoothstep(-40, -330, y)
    clouds?.row(j, cloudRow)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      const x = frame.xs[i]!
      let red = r
      let green = g
      let blue = b
      if (starFade > 0.01) {
        const star = starlight(field.seed, x, y, frame.pitch) * starFade * 255
        red += star
        green += star
        blue += star
      }
      if (cloudy) {
        const cloud = smoothstep(-0.15, 0.95, cloudRow[i]!) * 0.42
        const shade = 1 - smoothstep(0.1, -0.9, cloudRow[i]!) * 0.1
        red = (red + (cloudColour[0] - red) * cloud) * shade
        green = (green + (cloudColour[1] - green) * cloud) * shade
        blue = (blue + (cloudColour[2] - blue) * cloud) * shade
      }
      if (light) {
        const dx = x - light.x
        const dy = y - light.y
        const distance = Math.sqrt(dx * dx + dy * dy)
        const away = Math.max(0, distance - light.radius)
        const glow = 0.62 * Math.exp(-away / glowReach) + 0.16 * Math.exp(-away / (glowReach * 4))
        const disc = Math.min(1, Math.max(0, (light.radius - distance) / frame.pitch + 0.5))
        const t = Math.max(glow, disc)
        red += (palette.light[0] - red) * t
        green += (palette.light[1] - green) * t
        blue += (palette.light[2] - blue) * t
      }
      out[o] = red
      out[o + 1] = green
      out[o + 2] = blue
    }
  }
}
