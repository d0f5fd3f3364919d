import 'server-only'
/** Scenes to pixels: pure, synchronous, row by row so that a caller without a thread can take breath between. */
import { createFrame, type Frame, type RowPainter } from './frame'
import { createLattice } from './lattice'
import { createAurora } from './motifs/aurora'
import { createCity } from './motifs/city'
import { createDunes } from './motifs/dunes'
import { createMarble } from './motifs/marble'
import { createRidges } from './motifs/ridges'
import { createSea } from './motifs/sea'
import { createField, mix, smoothstep } from './noise'
import type { Motif, PaintedScene, Rect, Scene, Tile } from './scene'

/** Three bytes a pixel, rows from the top. */
export type Raster = { width: number; height: number; pixels: Uint8Array }
/** Given pictures and masks by name, decoded. */
export type Sources = Readonly<Record<string, Raster>>

const createMotif: Record<
  Motif,
  (frame: Frame, scene: PaintedScene, field: ReturnType<typeof createField>) => RowPainter
> = {
  ridges: createRidges,
  marble: createMarble,
  sea: createSea,
  dunes: createDunes,
  aurora: createAurora,
  city: createCity,
}

function createPainted(frame: Frame, scene: PaintedScene): RowPainter {
  const field = createField(scene.seed, scene.departures, frame.pitch)
  const motif = createMotif[scene.motif](frame, scene, field)
  const { vividness, tones } = scene
  if (vividness === 1 && tones === 0) return motif
  return (j, out) => {
    motif(j, out)
    for (let o = 0; o < out.length; o += 3) {
      const grey = 0.2126 * out[o]! + 0.7152 * out[o + 1]! + 0.0722 * out[o + 2]!
      for (let c = o; c < o + 3; c++) {
        let value = grey + (out[c]! - grey) * vividness
        if (tones > 0) {
          const step = 255 / tones
          const level = Math.floor(value / step)
          value = (level + smoothstep(0.35, 0.65, value / step - level)) * step
        }
        out[c] = value
      }
    }
  }
}

/** Where `at` falls in a picture `size` long that is mirrored over and over. */
function mirrored(at: number, size: number): number {
  const period = 2 * size
  const wrapped = at - Math.floor(at / period) * period
  return Math.min(size - 1, wrapped < size ? wrapped : period - 1e-6 - wrapped)
}

/** Bilinear reader of a raster laid over a rectangle: fills rows of pixels. */
function createReader(frame: Frame, raster: Raster, over: Rect): RowPainter {
  const { width, height, pixels } = raster
  const lefts = new Int32Array(frame.width)
  const rights = new Int32Array(frame.width)
  const shares = new Float32Array(frame.width)
  for (let i = 0; i < frame.width; i++) {
    const at = mirrored(((frame.xs[i]! - over.x) / over.width) * width, width) - 0.5
    const left = Math.max(0, Math.floor(at))
    lefts[i] = left * 3
    rights[i] = Math.min(width - 1, left + 1) * 3
    shares[i] = Math.max(0, at - left)
  }
  return (j, out) => {
    const at = mirrored(((frame.y(j) - over.y) / over.height) * height, height) - 0.5
    const top = Math.max(0, Math.floor(at))
    const upper = top * width * 3
    const lower = Math.min(height - 1, top + 1) * width * 3
    const v = Math.max(0, at - top)
    for (let i = 0, o = 0; i < frame.width; i++) {
      const left = lefts[i]!
      const right = rights[i]!
      const u = shares[i]!
      for (let c = 0; c < 3; c++, o++) {
        const above = pixels[upper + left + c]! * (1 - u) + pixels[upper + right + c]! * u
        const below = pixels[lower + left + c]! * (1 - u) + pixels[lower + right + c]! * u
        out[o] = above * (1 - v) + below * v
      }
    }
  }
}

function createPainter(frame: Frame, scene: Scene, sources: Sources): RowPainter {
  switch (scene.kind) {
    case 'painted':
      return createPainted(frame, scene)
    case 'picture':
      return createReader(frame, sources[scene.source]!, scene.frame)
    case 'mix':
      return createMix(frame, scene, sources)
    case 'masked':
      return createOver(frame, scene, sources, createMask(frame, scene, sources))
    case 'oval':
      return createOver(frame, scene, sources, createOval(frame, scene.frame))
  }
}

/** Fills a row with how much of the upper scene shows, 0 to 1. */
type Veil = (j: number, out: Float32Array) => void

function createMask(
  frame: Frame,
  scene: Extract<Scene, { kind: 'masked' }>,
  sources: Sources,
): Veil {
  const { x: left, y: top, width, height } = scene.frame
  const read = createReader(frame, sources[scene.mask]!, scene.frame)
  const line = new Float32Array(frame.width * 3)
  return (j, out) => {
    read(j, line)
    const y = frame.y(j)
    const isBeyond = y < top || y > top + height
    for (let i = 0; i < out.length; i++) {
      const x = frame.xs[i]!
      out[i] = isBeyond || x < left || x > left + width ? 0 : smoothstep(40, 215, line[i * 3]!)
    }
  }
}

function createOval(frame: Frame, { x, y, width, height }: Rect): Veil {
  return (j, out) => {
    const v = (frame.y(j) - y - height / 2) / (height * 0.38)
    for (let i = 0; i < out.length; i++) {
      const u = (frame.xs[i]! - x - width / 2) / (width * 0.3)
      out[i] = 1 - smoothstep(0.62, 1, Math.sqrt(u * u + v * v))
    }
  }
}

function createOver(
  frame: Frame,
  { base, over }: { base: Scene; over: Scene },
  sources: Sources,
  veil: Veil,
): RowPainter {
  const paintBase = createPainter(frame, base, sources)
  const paintOver = createPainter(frame, over, sources)
  const above = new Float32Array(frame.width * 3)
  const shown = new Float32Array(frame.width)
  return (j, out) => {
    paintBase(j, out)
    paintOver(j, above)
    veil(j, shown)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      const t = shown[i]!
      if (t === 0) continue
      for (let c = o; c < o + 3; c++) out[c] = out[c]! + (above[c]! - out[c]!) * t
    }
  }
}

function createMix(
  frame: Frame,
  scene: Extract<Scene, { kind: 'mix' }>,
  sources: Sources,
): RowPainter {
  const field = createField(scene.seed, scene.departures, frame.pitch)
  const parts = scene.parts.map((part, n) => ({
    paint: createPainter(frame, part, sources),
    share: createLattice(frame, 8, field.noise({ channel: 90 + n, wavelength: 620, octaves: 3 })),
  }))
  const line = new Float32Array(frame.width * 3)
  const shares = new Float32Array(frame.width)
  const total = new Float32Array(frame.width)
  return (j, out) => {
    out.fill(0)
    total.fill(0)
    for (const { paint, share } of parts) {
      paint(j, line)
      share.row(j, shares)
      for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
        const weight = Math.exp(5 * shares[i]!)
        total[i] = total[i]! + weight
        for (let c = o; c < o + 3; c++) out[c] = out[c]! + line[c]! * weight
      }
    }
    for (let o = 0; o < out.length; o++) out[o] = out[o]! / total[(o / 3) | 0]!
  }
}

/** Every painted scene has film grain, which also keeps smooth skies from banding. */
function grainOf(scene: Scene): number {
  if (scene.kind === 'painted') return scene.without.includes('grain') ? 0.5 : 1.4
  // What a mask keeps is to be the very same, grain and all.
  return scene.kind === 'masked' ? grainOf(scene.base) : 0
}

/**
 * Paints one tile. A generator so that the caller decides when to go on: it pauses after every 16 rows and
 * returns the finished raster.
 */
export function* paintTile(tile: Tile, sources: Sources): Generator<void, Raster> {
  const frame = createFrame(tile.view, tile.width, tile.height)
  const paint = createPainter(frame, tile.scene, sources)
  const grain = grainOf(tile.scene)
  const row = new Float32Array(frame.width * 3)
  // A clamped array rounds and clamps by itself, faster than we could.
  const pixels = new Uint8ClampedArray(frame.width * frame.height * 3)
  for (let j = 0, p = 0; j < frame.height; j++) {
    paint(j, row)
    // Grain is drawn by plane coordinates too, so that overlapping views agree in it.
    const gy = Math.round(frame.y(j) * 64)
    for (let i = 0, o = 0; i < frame.width; i++) {
      const h = grain > 0 ? mix(7, Math.round(frame.xs[i]! * 64), gy) : 0x7fff8000
      const speck = (((h & 0xffff) + (h >>> 16)) / 65535 - 1) * grain
      for (let c = 0; c < 3; c++) pixels[p++] = row[o++]! + speck
    }
    if (j % 16 === 15) yield
  }
  return { width: frame.width, height: frame.height, pixels: new Uint8Array(pixels.buffer) }
}
