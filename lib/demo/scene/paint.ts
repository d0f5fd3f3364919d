import 'server-only'
/** Scenes to pixels: pure, synchronous, row by row so that a caller without a thread can take breath between. */
import { createFrame, type Frame, type RowPainter } from './frame'
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
  const wrapped = ((at % period) + period) % period
  return Math.min(size - 1, wrapped < size ? wrapped : period - 1e-6 - wrapped)
}

/** Bilinear reader of one channel of a raster laid over `frame`. */
function reader(raster: Raster, over: Rect) {
  const { width, height, pixels } = raster
  return (x: number, y: number, c: number) => {
    const px = mirrored(((x - over.x) / over.width) * width, width) - 0.5
    const py = mirrored(((y - over.y) / over.height) * height, height) - 0.5
    const left = Math.max(0, Math.floor(px))
    const top = Math.max(0, Math.floor(py))
    const right = Math.min(width - 1, left + 1)
    const bottom = Math.min(height - 1, top + 1)
    const u = Math.max(0, px - left)
    const v = Math.max(0, py - top)
    const at = (column: number, row: number) => pixels[(row * width + column) * 3 + c]!
    const upper = at(left, top) * (1 - u) + at(right, top) * u
    const lower = at(left, bottom) * (1 - u) + at(right, bottom) * u
    return upper * (1 - v) + lower * v
  }
}

function createPainter(frame: Frame, scene: Scene, sources: Sources): RowPainter {
  switch (scene.kind) {
    case 'painted':
      return createPainted(frame, scene)
    case 'picture': {
      const read = reader(sources[scene.source]!, scene.frame)
      return (j, out) => {
        const y = frame.y(j)
        for (let i = 0, o = 0; i < frame.width; i++, o += 3)
          for (let c = 0; c < 3; c++) out[o + c] = read(frame.x(i), y, c)
      }
    }
    case 'mix':
      return createMix(frame, scene, sources)
    case 'masked': {
      const read = reader(sources[scene.mask]!, scene.frame)
      const { frame: rect } = scene
      const white = (x: number, y: number) =>
        x < rect.x || y < rect.y || x > rect.x + rect.width || y > rect.y + rect.height
          ? 0
          : smoothstep(40, 215, read(x, y, 0))
      return createOver(frame, scene.base, scene.over, sources, white)
    }
    case 'oval': {
      const { frame: rect } = scene
      const white = (x: number, y: number) => {
        const u = (x - rect.x - rect.width / 2) / (rect.width * 0.3)
        const v = (y - rect.y - rect.height / 2) / (rect.height * 0.38)
        return 1 - smoothstep(0.62, 1, Math.sqrt(u * u + v * v))
      }
      return createOver(frame, scene.base, scene.over, sources, white)
    }
  }
}

function createOver(
  frame: Frame,
  base: Scene,
  over: Scene,
  sources: Sources,
  white: (x: number, y: number) => number,
): RowPainter {
  const paintBase = createPainter(frame, base, sources)
  const paintOver = createPainter(frame, over, sources)
  const above = new Float32Array(frame.width * 3)
  return (j, out) => {
    paintBase(j, out)
    paintOver(j, above)
    const y = frame.y(j)
    for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
      const t = white(frame.x(i), y)
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
  const painters = scene.parts.map((part) => createPainter(frame, part, sources))
  const field = createField(scene.seed, scene.departures, frame.pitch)
  const line = new Float32Array(frame.width * 3)
  const total = new Float32Array(frame.width)
  return (j, out) => {
    const y = frame.y(j)
    out.fill(0)
    total.fill(0)
    painters.forEach((paint, n) => {
      paint(j, line)
      for (let i = 0, o = 0; i < frame.width; i++, o += 3) {
        const pour = { channel: 90 + n, wavelength: 620, octaves: 3 }
        const share = Math.exp(5 * field.sample(pour, frame.x(i), y))
        total[i] = total[i]! + share
        for (let c = o; c < o + 3; c++) out[c] = out[c]! + line[c]! * share
      }
    })
    for (let o = 0; o < out.length; o++) out[o] = out[o]! / total[(o / 3) | 0]!
  }
}

/** Every painted scene has film grain, which also keeps smooth skies from banding. */
function grainOf(scene: Scene): number {
  if (scene.kind === 'painted') return scene.without.includes('grain') ? 0.5 : 1.4
  return 0
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
  const pixels = new Uint8Array(frame.width * frame.height * 3)
  for (let j = 0; j < frame.height; j++) {
    paint(j, row)
    // Grain is drawn by plane coordinates too, so that overlapping views agree in it.
    const gy = Math.round(frame.y(j) * 64)
    for (let i = 0, o = 0, p = j * row.length; i < frame.width; i++, o += 3, p += 3) {
      let speck = 0
      if (grain > 0) {
        const h = mix(7, Math.round(frame.x(i) * 64), gy)
        speck = ((h & 0xffff) + (h >>> 16)) / 65535 - 1
      }
      for (let c = 0; c < 3; c++) {
        const value = row[o + c]! + speck * grain + 0.5
        pixels[p + c] = value < 0 ? 0 : value > 255 ? 255 : value
      }
    }
    if (j % 16 === 15) yield
  }
  return { width: frame.width, height: frame.height, pixels }
}
