import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlayer, cut, decode, difference, mask, picture, shrink } from './player'
import type { Pixels, Player, WireTask } from './player'
import { motifs } from './scene/scene'

/** Quadrant n (1 to 4) of a 2×2 composite. */
function quadrant(grid: Pixels, n: number): Pixels {
  const width = grid.width / 2
  const height = grid.height / 2
  return cut(grid, ((n - 1) % 2) * width, Math.floor((n - 1) / 2) * height, width, height)
}

const promptOf: Record<(typeof motifs)[number], string> = {
  ridges: 'violet mountains',
  marble: 'teal marble',
  sea: 'gold sea',
  dunes: 'desert',
  aurora: 'aurora',
  city: 'blue city',
}

let player: Player
let grid: WireTask
let upscaled: WireTask
let parent: Pixels

beforeAll(async () => {
  player = await createPlayer()
  grid = await player.imagine('violet mountains at dusk --seed 7')
  upscaled = await player.press(grid, 'U2')
  parent = await player.pixels(upscaled)
}, 60_000)
afterAll(() => player.leave())

describe('a grid', () => {
  it('is four tiles of about 512² pixels in the ratio asked for, in multiples of eight', async () => {
    const wide = await player.pixels(await player.imagine('sea --ar 16:9'))
    expect([wide.width, wide.height]).toEqual([680 * 2, 384 * 2])
    const square = await player.pixels(grid)
    expect([square.width, square.height]).toEqual([1024, 1024])
  })

  it('shows four different scenes', async () => {
    const pixels = await player.pixels(grid)
    expect(difference(quadrant(pixels, 1), quadrant(pixels, 2)).mean).toBeGreaterThan(4)
    expect(difference(quadrant(pixels, 3), quadrant(pixels, 4)).mean).toBeGreaterThan(4)
  })

  it('of the same prompt and seed is the same bytes on another gateway', async () => {
    const other = await createPlayer({ seed: 99 })
    const again = await other.imagine('violet mountains at dusk --seed 7')
    expect(Buffer.from(await other.bytes(again)).equals(await player.bytes(grid))).toBe(true)
    const without = await other.imagine('violet mountains at dusk')
    expect(Buffer.from(await other.bytes(without)).equals(await player.bytes(grid))).toBe(false)
    await other.leave()
  })

  it('is painted again, byte for byte, when its file is lost', async () => {
    const before = await player.bytes(grid)
    const again = await player.imagine('violet mountains at dusk --seed 7')
    expect(Buffer.from(await player.bytes(again)).equals(before)).toBe(true)
  })
})

describe('an upscale', () => {
  it.each(motifs)('is its quadrant with twice the pixels: %s', async (motif) => {
    const task = await player.imagine(`${promptOf[motif]} --seed 21`)
    const tile = quadrant(await player.pixels(task), 3)
    const large = await player.pixels(await player.press(task, 'U3'))
    expect([large.width, large.height]).toEqual([tile.width * 2, tile.height * 2])
    expect(difference(shrink(large, 2), tile).mean).toBeLessThan(2.5)
  })

  it('of another number is another quadrant', async () => {
    const pixels = await player.pixels(grid)
    expect(difference(shrink(parent, 2), quadrant(pixels, 2)).mean).toBeLessThan(2.5)
    expect(difference(shrink(parent, 2), quadrant(pixels, 1)).mean).toBeGreaterThan(4)
  })

  it('doubles once more, up to 2048 on the long edge', async () => {
    const huge = await player.pixels(await player.press(upscaled, 'Upscale (Subtle)'))
    expect([huge.width, huge.height]).toEqual([2048, 2048])
    expect(difference(shrink(huge, 2), parent).mean).toBeLessThan(2.5)
  })
})

describe('zooming out', () => {
  it('by two holds the shrunk parent in its middle, four times, in four surroundings', async () => {
    const zoomed = await player.pixels(await player.press(upscaled, 'Zoom Out 2x'))
    for (const n of [1, 2, 3, 4]) {
      const middle = cut(quadrant(zoomed, n), 128, 128, 256, 256)
      expect(difference(middle, shrink(parent, 4)).mean).toBeLessThan(3)
    }
    const edge = (n: number) => cut(quadrant(zoomed, n), 0, 0, 60, 512)
    expect(difference(edge(1), edge(2)).mean).toBeGreaterThan(1.5)
  })

  it('by a custom factor follows the window, and its upscale holds the parent at that size', async () => {
    const task = await player.press(upscaled, 'Custom Zoom', { prompt: 'mountains --zoom 1.6' })
    const large = await player.pixels(await player.press(task, 'U1'))
    const inner = cut(large, 192, 192, 640, 640)
    const middle = cut(inner, 160, 160, 320, 320)
    const same = await shrunkTo(parent, 640)
    expect(difference(middle, cut(same, 160, 160, 320, 320)).mean).toBeLessThan(4)
  })

  it('to a square keeps the whole picture', async () => {
    const wide = await player.press(await player.imagine('sea --ar 2:1 --seed 3'), 'U1')
    const before = await player.pixels(wide)
    const square = await player.pixels(await player.press(wide, 'Make Square'))
    expect(square.width).toBe(square.height)
    const tile = quadrant(square, 1)
    const band = cut(tile, 0, 128, 512, 256)
    expect(difference(band, await shrunkTo(before, 512, 256)).mean).toBeLessThan(4)
  })
})

describe('panning', () => {
  it.each([
    ['➡️', 512, 0],
    ['⬅️', -512, 0],
    ['⬇️', 0, 512],
    ['⬆️', 0, -512],
  ])('%s shows the overlap identically', async (arrow, dx, dy) => {
    const panned = await player.press(upscaled, arrow)
    const large = await player.pixels(await player.press(panned, 'U4'))
    const width = 1024 - Math.abs(dx)
    const height = 1024 - Math.abs(dy)
    const before = cut(parent, Math.max(0, dx), Math.max(0, dy), width, height)
    const after = cut(large, Math.max(0, -dx), Math.max(0, -dy), width, height)
    expect(difference(before, after)).toEqual({ mean: 0, most: 0 })
  })
})

describe('varying', () => {
  it('subtly stays nearer than strongly, and neither stays the same', async () => {
    const tile = shrink(parent, 2)
    const distance = async (label: string) =>
      difference(quadrant(await player.pixels(await player.press(upscaled, label)), 1), tile).mean
    const subtle = await distance('Vary (Subtle)')
    expect(subtle).toBeGreaterThan(0.5)
    expect(await distance('Vary (Strong)')).toBeGreaterThan(subtle)
  })

  it('a region keeps the parent where the mask is black and repaints where it is white', async () => {
    const maskBase64 = await mask(0, 0.5, 1024)
    const task = await player.press(upscaled, 'Vary (Region)', { prompt: 'aurora', maskBase64 })
    const pixels = await player.pixels(task)
    for (const n of [1, 2, 3, 4]) {
      const varied = quadrant(pixels, n)
      const kept = difference(cut(varied, 0, 512, 1024, 512), cut(parent, 0, 512, 1024, 512))
      expect(kept).toEqual({ mean: 0, most: 0 })
      const repainted = difference(cut(varied, 0, 0, 1024, 512), cut(parent, 0, 0, 1024, 512))
      expect(repainted.mean).toBeGreaterThan(10)
    }
  })

  it('rerolling paints anew', async () => {
    const rerolled = await player.pixels(await player.press(grid, '🔄'))
    expect(difference(rerolled, await player.pixels(grid)).mean).toBeGreaterThan(4)
  })
})

describe('given pictures', () => {
  it('blend into their own pixels', async () => {
    const base64Array = [await picture('#c02010'), await picture('#c08010')]
    const answer = await player.submit('blend', { base64Array, dimensions: 'LANDSCAPE' })
    const pixels = await player.pixels(await player.finished(answer))
    expect(pixels.width / pixels.height).toBeCloseTo(1.5, 1)
    for (const [x, y] of [
      [20, 20],
      [400, 300],
      [900, 600],
    ] as const) {
      const [red, green, blue] = pixels.at(x, y)
      expect(Math.abs(red! - 0xc0)).toBeLessThanOrEqual(2)
      expect(green).toBeGreaterThanOrEqual(0x1e)
      expect(green).toBeLessThanOrEqual(0x82)
      expect(Math.abs(blue! - 0x10)).toBeLessThanOrEqual(2)
    }
  })

  it('swap: the middle is the source, the corners are the target', async () => {
    const reply = await player.send('/mj/insight-face/swap', {
      sourceBase64: await picture('#1020c0'),
      targetBase64: await picture('#20c010', { width: 90, height: 120 }),
    })
    const answer = (await reply.json()) as { code: number; description: string; result: string }
    expect(Object.keys(answer)).toEqual(['code', 'description', 'result'])
    const task = await player.finished({ ...answer, properties: {} })
    const pixels = await player.pixels(task)
    expect(pixels.height).toBeGreaterThan(pixels.width)
    expect(pixels.at(4, 4)).toEqual([0x20, 0xc0, 0x10])
    expect(pixels.at(pixels.width / 2, pixels.height / 2)).toEqual([0x10, 0x20, 0xc0])
  })

  it('lend an imagine their colours', async () => {
    const base64Array = [await picture('#2040d0')]
    const plain = await player.pixels(await player.imagine('mountains, red --seed 4'))
    const task = await player.imagine('mountains, red --seed 4', { base64Array })
    const [red, , blue] = shrink(await player.pixels(task), 512).at(0, 0)
    const [plainRed, , plainBlue] = shrink(plain, 512).at(0, 0)
    expect(plainRed).toBeGreaterThan(plainBlue!)
    expect(blue).toBeGreaterThan(red!)
  })
})

describe('a film', () => {
  it('is an animated webp, on accounts with video and no files for films', async () => {
    const filming = await createPlayer({ video: true, account: { hasFilms: false } })
    const single = await filming.press(await filming.imagine('sea'), 'U1')
    const task = await filming.press(single, 'Animate (Low motion)')
    expect(task.action).toBe('VIDEO')
    const { format, pages, width } = await sharp(await filming.bytes(task), {
      pages: -1,
    }).metadata()
    expect({ format, pages, width }).toEqual({ format: 'webp', pages: 24, width: 384 })
    await filming.leave()
  })
})

describe('a preview', () => {
  it('is a small webp of the same scene', async () => {
    const answer = await player.submit('imagine', { prompt: 'violet mountains at dusk --seed 7' })
    player.wait(9000)
    const running = await player.fetch(answer.result)
    expect(running.imageUrl).toContain('.webp')
    const preview = await decode(await player.bytes(running))
    expect([preview.width, preview.height]).toEqual([256, 256])
    expect(difference(preview, shrink(await player.pixels(grid), 4)).mean).toBeLessThan(8)
  })
})

async function shrunkTo(pixels: Pixels, width: number, height = width): Promise<Pixels> {
  const data = new Uint8Array(pixels.width * pixels.height * 3)
  for (let y = 0; y < pixels.height; y++)
    for (let x = 0; x < pixels.width; x++) data.set(pixels.at(x, y), (y * pixels.width + x) * 3)
  const bytes = await sharp(data, {
    raw: { width: pixels.width, height: pixels.height, channels: 3 },
  })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer()
  return decode(bytes)
}
