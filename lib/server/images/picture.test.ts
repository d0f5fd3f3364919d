import sharp from 'sharp'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { thumbHashToApproximateAspectRatio } from 'thumbhash'
import { decode } from './decoder'
import {
  cutQuadrant,
  inspectPicture,
  makeShown,
  makeSizes,
  makeSomeSizes,
  makeThumbhash,
  previewWebp,
} from './picture'
import { quadrantBoxes } from './quadrants'

/** What is shown first, to its end. */
const show = async (bytes: Uint8Array) => (await makeShown(bytes, 512)).shown()
const readers = [inspectPicture, show, makeSizes, makeThumbhash, previewWebp]

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#c05030' } })
}

/** Smooth waves with a little grain: compresses like a rendered picture, and is the same every time. */
async function painting(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  let grain = 1
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      grain = (Math.imul(grain, 1_103_515_245) + 12_345) >>> 0
      const light = 128 + 90 * Math.sin(x / 61 + 2 * Math.sin(y / 83)) * Math.cos(y / 47)
      for (const shift of [0, 20, 45]) pixels[at++] = light + shift / 3 + ((grain >>> 24) & 7)
    }
  }
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** A PNG of our own making, for what no encoder would write. */
function forgedPng(
  width: number,
  height: number,
  data: Buffer,
  { depth = 8, color = 0 } = {},
): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(body.length, 0)
    frame.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, color], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('of type %s is told by its bytes', async (format) => {
    const bytes = await plain(64, 48).toFormat(format).toBuffer()
    expect(await inspectPicture(bytes)).toEqual({ type: `image/${format}`, width: 64, height: 48 })
  })

  test('that lies on its side is measured upright', async () => {
    const bytes = await plain(64, 48).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    expect(await inspectPicture(bytes)).toMatchObject({ width: 48, height: 64 })
  })

  test('has three sizes that keep its shape', async () => {
    const sizes = await makeSizes(await painting(1200, 900))
    const measured = await Promise.all(
      Object.values(sizes).map(async (bytes) => await inspectPicture(bytes)),
    )
    expect(measured).toEqual([
      { type: 'image/webp', width: 256, height: 192 },
      { type: 'image/webp', width: 512, height: 384 },
      { type: 'image/webp', width: 1024, height: 768 },
    ])
  })

  test('is judged, shown and blurred from one decode as from several', async () => {
    const bytes = await sharp(await painting(900, 1200))
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { shown, ...seen } = await makeShown(bytes, 512)
    expect(seen).toEqual(await inspectPicture(bytes))
    const { webp, thumbhash } = await shown()
    expect(await inspectPicture(webp)).toEqual({ type: 'image/webp', width: 512, height: 384 })
    const ratio = thumbHashToApproximateAspectRatio(Buffer.from(thumbhash, 'base64'))
    expect(ratio).toBeGreaterThan(1)
  })

  test('has those sizes alone that were asked for, in that order', async () => {
    const [large, small] = await makeSomeSizes(await painting(1200, 900), [1024, 256])
    expect(await inspectPicture(large!)).toMatchObject({ width: 1024 })
    expect(await inspectPicture(small!)).toMatchObject({ width: 256 })
  })

  test.each([
    ['grey', () => plain(120, 80).greyscale().png()],
    ['with a palette', () => plain(120, 80).png({ palette: true })],
    ['of 16 bits', () => plain(120, 80).toColourspace('rgb16').png()],
    ['for print', () => plain(120, 80).toColourspace('cmyk').jpeg()],
  ])('%s is read like any other', async (kind, make) => {
    const bytes = await make().toBuffer()
    const sizes = await makeSizes(bytes)
    const [red = 0, green = 0] = await sharp(sizes[256]).removeAlpha().raw().toBuffer()
    expect(red).toBeGreaterThan(kind === 'grey' ? 0 : green)
    const { webp, thumbhash } = await show(bytes)
    for (const hash of [await makeThumbhash(bytes), thumbhash]) {
      expect(Buffer.from(hash, 'base64').length).toBeGreaterThan(4)
    }
    const [first = 0, second = 0] = await sharp(webp).removeAlpha().raw().toBuffer()
    expect(first).toBeGreaterThan(kind === 'grey' ? 0 : second)
  })

  test('is never enlarged', async () => {
    const sizes = await makeSizes(await painting(300, 200))
    expect(await inspectPicture(sizes[1024])).toMatchObject({ width: 300, height: 200 })
  })

  test('keeps its transparency in small sizes', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const bytes = await sharp({
      create: { width: 600, height: 600, channels: 4, background: clear },
    })
      .png()
      .toBuffer()
    const { data } = await sharp((await makeSizes(bytes))[256])
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(data[3]).toBe(0)
  })

  test('costs less than 30 kB a quadrant of 512 pixels', async () => {
    const bytes = await painting(2048, 2048)
    const sizes = await makeSizes(bytes)
    expect(sizes[1024].length / 4).toBeGreaterThan(5_000)
    expect(sizes[1024].length / 4).toBeLessThan(30_000)
  })

  test('has a thumbhash of its own shape and a few bytes', async () => {
    const hash = Buffer.from(await makeThumbhash(await painting(320, 160)), 'base64')
    expect(hash.length).toBeLessThan(40)
    expect(thumbHashToApproximateAspectRatio(hash)).toBeGreaterThan(1.5)
  })

  test('becomes a preview without its metadata', async () => {
    const bytes = await plain(1500, 1500)
      .withExif({ IFD0: { Copyright: 'SECRETNOTE' } })
      .jpeg()
      .toBuffer()
    const preview = await previewWebp(bytes)
    expect(await inspectPicture(preview)).toMatchObject({ type: 'image/webp', width: 1024 })
    expect(bytes.includes('SECRETNOTE')).toBe(true)
    expect(Buffer.from(preview).includes('SECRETNOTE')).toBe(false)
  })
})

describe('quadrants', () => {
  test.each([
    [2048, 2048],
    [2912, 1632],
    [1631, 2911],
    [2, 2],
  ])('of %i×%i are equal, apart and within', (width, height) => {
    const boxes = quadrantBoxes(width, height)
    expect(new Set(boxes.map((box) => `${box.width}×${box.height}`)).size).toBe(1)
    const [first, second, third, fourth] = boxes
    expect(first).toMatchObject({ x: 0, y: 0 })
    expect(second.x).toBeGreaterThanOrEqual(first.width)
    expect(third.y).toBeGreaterThanOrEqual(first.height)
    expect(fourth.x + fourth.width).toBe(width)
    expect(fourth.y + fourth.height).toBe(height)
  })

  test.each([1, 2, 3, 4])('number %i is cut without loss', async (index) => {
    const whole = await painting(130, 97)
    const cut = await cutQuadrant(whole, index)
    expect(await inspectPicture(cut)).toEqual({ type: 'image/png', width: 65, height: 48 })
    const { x: left, y: top, width, height } = quadrantBoxes(130, 97)[index - 1]!
    const expected = await sharp(whole).extract({ left, top, width, height }).raw().toBuffer()
    expect((await sharp(cut).raw().toBuffer()).equals(expected)).toBe(true)
  })

  test.each([0, 5, 1.5, Number.NaN])('number %d does not exist', async (index) => {
    const bytes = await plain(64, 64).png().toBuffer()
    await expect(cutQuadrant(bytes, index)).rejects.toMatchObject({ kind: 'bad-request' })
  })
})

describe('a hostile picture', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const avif = Buffer.from('0000001c6674797061766966000000006d6966316d696166', 'hex')
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')

  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['no bytes', () => Buffer.alloc(0)],
    ['an SVG', () => Buffer.from(svg)],
    ['an SVG behind a PNG signature', () => Buffer.concat([signature, Buffer.from(svg)])],
    [
      'an SVG behind a JPEG signature',
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from(svg)]),
    ],
    ['a GIF', () => gif],
    ['a GIF behind a WebP header', () => Buffer.concat([Buffer.from('RIFF\x40\0\0\0WEBP'), gif])],
    ['an AVIF header', () => avif],
    ['a HEIC header', () => Buffer.from('0000001866747970686569630000000068656963', 'hex')],
    ['a TIFF', () => Buffer.from('49492a0008000000', 'hex')],
    ['a PDF', () => Buffer.from('%PDF-1.7\n%%EOF')],
    ['a web page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    [
      'a web page that begins as JPEG',
      () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from('<html>')]),
    ],
    ['a signature alone', () => signature],
    ['a PNG cut in the middle', async () => (await painting(400, 400)).subarray(0, 40_000)],
    [
      'a JPEG cut in the middle',
      async () => (await plain(900, 900).jpeg().toBuffer()).subarray(0, 900),
    ],
    [
      'a WebP cut in the middle',
      async () => (await plain(900, 900).webp().toBuffer()).subarray(0, 300),
    ],
    [
      '256 megapixels in few bytes',
      () => forgedPng(16_000, 16_000, deflateSync(Buffer.alloc(1_000_000))),
    ],
    [
      'a width of two thousand millions',
      () => forgedPng(0x7fff_ffff, 1, deflateSync(Buffer.alloc(10))),
    ],
    ['no width at all', () => forgedPng(0, 0, deflateSync(Buffer.alloc(1)))],
    ['pixels that are not compressed data', () => forgedPng(64, 64, Buffer.from('not deflate'))],
  ])('%s is refused by every reader, at once', async (_name, make) => {
    const bytes = await make()
    for (const read of readers) {
      const started = performance.now()
      await expect(read(bytes)).rejects.toMatchObject({ kind: 'unsupported-type' })
      expect(performance.now() - started).toBeLessThan(2_000)
    }
  })

  test.each([
    ['an interlaced PNG', () => plain(6000, 4000).png({ progressive: true })],
    ['a progressive JPEG', () => plain(6000, 4000).jpeg({ progressive: true })],
  ])('that must be held in memory whole, %s, is refused by its head', async (_name, make) => {
    const bytes = await make().toBuffer()
    const started = performance.now()
    for (const read of readers) {
      await expect(read(bytes)).rejects.toMatchObject({ kind: 'too-large' })
    }
    expect(performance.now() - started).toBeLessThan(200)
  })

  test('of 49 megapixels of 16 bits is refused by its head, and one of 8 bits is not', async () => {
    const deep = forgedPng(7000, 7000, deflateSync(Buffer.alloc(1000)), { depth: 16, color: 6 })
    const flat = await plain(7000, 7000).png().toBuffer()
    await expect(inspectPicture(deep)).rejects.toMatchObject({ kind: 'too-large' })
    expect(await inspectPicture(flat)).toMatchObject({ width: 7000, height: 7000 })
  })

  test('of more than 20 megapixels waits for any other such, and lets small ones pass', async () => {
    const large = await plain(5000, 5000).png().toBuffer()
    const small = await plain(64, 64).png().toBuffer()
    const seen = { open: 0, most: 0 }
    let leave = (): void => undefined
    const stay = new Promise<void>((resolve) => (leave = resolve))
    const linger = async () => {
      seen.open += 1
      seen.most = Math.max(seen.most, seen.open)
      await stay
      seen.open -= 1
    }
    const lingering = [decode(large, linger), decode(large, linger)]
    await inspectPicture(small)
    await vi.waitFor(() => expect(seen.open).toBe(1))
    leave()
    await Promise.all(lingering)
    expect(seen.most).toBe(1)
  })

  test('loses the page that hides behind its last pixel', async () => {
    const bytes = Buffer.concat([
      await plain(64, 64).png().toBuffer(),
      Buffer.from('<script>PAYLOAD'),
    ])
    const sizes = await makeSizes(bytes)
    expect(Object.values(sizes).some((file) => Buffer.from(file).includes('PAYLOAD'))).toBe(false)
  })

  test('waits its turn: forty at once are all read', async () => {
    const bytes = await plain(256, 256).png().toBuffer()
    const read = await Promise.all(Array.from({ length: 40 }, () => inspectPicture(bytes)))
    expect(read).toHaveLength(40)
  })
})
