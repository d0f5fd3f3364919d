import 'server-only'
/** Seeded noise over the plane. Pure: the same seed, channel and place give the same number on every machine. */
import type { Departure, Rect } from './scene'

/** A well-mixed 32-bit number from three; the painter's only source of chance. */
export function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** 0 (included) to 1 (not), by seed and channel. */
export function chance(seed: number, channel: number, n = 0): number {
  return mix(seed, channel + 101, n) / 4294967296
}

// Sixteen directions as a table: looking one up is several times faster than a sine at every corner.
const directionX = Float64Array.from({ length: 16 }, (_, i) => Math.cos((i * Math.PI) / 8))
const directionY = Float64Array.from({ length: 16 }, (_, i) => Math.sin((i * Math.PI) / 8))

function corner(seed: number, ix: number, iy: number, dx: number, dy: number): number {
  let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ seed
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h ^= h >>> 13
  const direction = h & 15
  return directionX[direction]! * dx + directionY[direction]! * dy
}

/** Gradient noise, about -0.7 to 0.7, wavelength 1. */
function gradientNoise(seed: number, x: number, y: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const dx = x - ix
  const dy = y - iy
  const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10)
  const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10)
  const top = corner(seed, ix, iy, dx, dy)
  const topRight = corner(seed, ix + 1, iy, dx - 1, dy)
  const bottom = corner(seed, ix, iy + 1, dx, dy - 1)
  const bottomRight = corner(seed, ix + 1, iy + 1, dx - 1, dy - 1)
  const upper = top + u * (topRight - top)
  return upper + v * (bottom + u * (bottomRight - bottom) - upper)
}

export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Plane units from a point to a rectangle; 0 inside. */
function distanceOutside(rect: Rect, x: number, y: number): number {
  const dx = Math.max(rect.x - x, 0, x - rect.x - rect.width)
  const dy = Math.max(rect.y - y, 0, y - rect.y - rect.height)
  return Math.sqrt(dx * dx + dy * dy)
}

export type Fbm = {
  /** Tells this noise from every other of the scene. */
  channel: number
  /** Plane units of the longest wave. */
  wavelength: number
  octaves: number
  /** How much of its amplitude each finer octave keeps. */
  gain?: number
  /** Vertical squeeze: 0.3 makes waves three times as wide as tall. */
  flatness?: number
}

/**
 * About -1 to 1. The noise is read at (x, y); departures look at the place on the plane it is read for, which
 * differs where coordinates are bent or stand for a whole band of heights.
 */
export type Noise = (x: number, y: number, placeX?: number, top?: number, bottom?: number) => number

/**
 * The noise of one scene: its seed and its departures. Waves shorter than the pixels can show fade out, so a
 * picture painted small is its large one shrunk, without shimmer.
 */
export type Field = {
  noise(fbm: Fbm): Noise
  /** 0 to 1, a fixed trait of the scene (where its sun stands); moves with departures that hold everywhere. */
  trait(channel: number): number
  seed: number
}

export function createField(seed: number, departures: readonly Departure[], pitch: number): Field {
  return {
    seed,
    noise(fbm) {
      const home = createFbm(seed, fbm, pitch)
      if (departures.length === 0) return home
      const others = departures.map((departure) => ({
        departure,
        noise: createFbm(departure.seed, fbm, pitch),
      }))
      return (x, y, placeX = x, top = y, bottom = top) => {
        let value = home(x, y)
        for (const { departure, noise } of others) {
          const t = weightOf(departure, placeX, top, bottom)
          if (t <= 0) continue
          // Dividing by the length keeps the contrast where two noises are mixed half and half.
          value = (value * (1 - t) + noise(x, y) * t) / Math.sqrt((1 - t) ** 2 + t ** 2)
        }
        return value
      }
    },
    trait(channel) {
      let value = chance(seed, channel)
      for (const departure of departures) {
        if (departure.outside) continue
        value += (chance(departure.seed, channel) - value) * departure.amount * 0.8
      }
      return value
    },
  }
}

/** Everything that does not depend on the place is worked out once: this is called a million times a picture. */
function createFbm(seed: number, fbm: Fbm, pitch: number): (x: number, y: number) => number {
  const gain = fbm.gain ?? 0.5
  const squeeze = 1 / (fbm.flatness ?? 1)
  const amplitudes: number[] = []
  const keys: number[] = []
  const scales: number[] = []
  let wavelength = fbm.wavelength
  for (let octave = 0; octave < fbm.octaves; octave++) {
    const visible = smoothstep(2.5, 6, wavelength / pitch)
    if (visible === 0) break
    amplitudes.push(1.4 * gain ** octave * visible)
    keys.push(mix(seed, fbm.channel, octave) | 0)
    scales.push(1 / wavelength)
    wavelength *= 0.49
  }
  const amplitude = Float64Array.from(amplitudes)
  const key = Int32Array.from(keys)
  const scale = Float64Array.from(scales)
  return (x, y) => {
    let total = 0
    for (let n = 0; n < amplitude.length; n++) {
      const k = scale[n]!
      total += amplitude[n]! * gradientNoise(key[n]!, x * k, y * squeeze * k)
    }
    return total
  }
}

/** How far a departure goes at a place, or at the nearest of a band of heights. */
function weightOf({ amount, outside }: Departure, x: number, top: number, bottom: number): number {
  if (!outside) return amount
  const y = bottom < outside.y ? bottom : top > outside.y + outside.height ? top : outside.y
  // The first sixteenth stays untouched: sparse samples just outside are read by pixels just inside.
  const near = outside.width / 16
  const distance = distanceOutside(outside, x, y)
  return distance <= near ? 0 : amount * smoothstep(near, near + outside.width / 4, distance)
}
