import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pngChunk } from '@/lib/editor/png'
import { decode } from './decoder'
import { spliceHeadBytes, spliceMetadata, stripMetadata, withMetadata } from './metadata'
import { restoreOf } from './metadata-xmp'

const note = {
  prompt: '黎明前的山脊 <soft> & "quiet" --ar 3:2 --v 7',
  createdAt: 1_764_000_000_000,
}

/** Noise that is the same every time, so that no format makes it trivial. */
function drawing(width = 61, height = 43, channels: 3 | 4 = 3) {
  const data = Buffer.alloc(width * height * channels)
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 2_654_435_761) >>> 24
  return sharp(data, { raw: { width, height, channels } })
}

const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>'

const files: [string, () => Promise<Buffer>][] = [
  ['a PNG', () => drawing().png().toBuffer()],
  ['a PNG with a palette', () => drawing().png({ palette: true }).toBuffer()],
  [
    'a PNG with EXIF',
    () =>
      drawing()
        .withExif({ IFD0: { Copyright: 'me' } })
        .png()
        .toBuffer(),
  ],
  [
    'a PNG with bytes behind its end',
    async () => Buffer.concat([await drawing().png().toBuffer(), Buffer.from('more')]),
  ],
  ['a PNG with text of its own', async () => withText(await drawing().png().toBuffer())],
  ['a JPEG', () => drawing().jpeg().toBuffer()],
  ['a progressive JPEG', () => drawing().jpeg({ progressive: true }).toBuffer()],
  [
    'a JPEG with EXIF',
    () =>
      drawing()
        .withExif({ IFD0: { Copyright: 'me' } })
        .jpeg()
        .toBuffer(),
  ],
  ['a JPEG with XMP of its own', () => drawing().withXmp(xmp).jpeg().toBuffer()],
  [
    'a JPEG with bytes behind its end',
    async () => Buffer.concat([await drawing().jpeg().toBuffer(), Buffer.from('more')]),
  ],
  ['a lossy WebP', () => drawing().webp().toBuffer()],
  ['a lossless WebP', () => drawing().webp({ lossless: true }).toBuffer()],
  ['a WebP with alpha', () => drawing(61, 43, 4).webp().toBuffer()],
  ['a lossless WebP with alpha', () => drawing(61, 43, 4).webp({ lossless: true }).toBuffer()],
  [
    'a WebP with EXIF',
    () =>
      drawing()
        .withExif({ IFD0: { Copyright: 'me' } })
        .webp()
        .toBuffer(),
  ],
]

function withText(png: Buffer): Buffer {
  const text = pngChunk('tEXt', Buffer.from('Description\0somebody else'))
  return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)])
}

describe.each(files)('%s', (_name, make) => {
  it('comes back byte for byte', async () => {
    const original = await make()
    const spliced = withMetadata(original, note)
    expect(spliced.length).toBeGreaterThan(original.length)
    expect(Buffer.from(stripMetadata(spliced)).equals(original)).toBe(true)
  })

  it('keeps its pixels, its type and its size', async () => {
    const original = await make()
    const [before, after] = await Promise.all([original, withMetadata(original, note)].map(pixels))
    expect(after).toEqual(before)
  })

  it('carries the prompt where other tools look for it', async () => {
    const spliced = withMetadata(await make(), note)
    const { xmpAsString = '' } = await sharp(spliced).metadata()
    expect(xmpAsString).toContain('黎明前的山脊 &lt;soft&gt; &amp; "quiet" --ar 3:2 --v 7')
  })

  it('spliced twice and stripped once is the file spliced once', async () => {
    const once = withMetadata(await make(), note)
    const twice = withMetadata(once, { ...note, prompt: 'another' })
    if (twice.length === once.length) return expect(twice).toBe(once)
    expect(Buffer.from(stripMetadata(twice)).equals(once)).toBe(true)
  })
})

function pixels(bytes: Uint8Array) {
  return decode(bytes, async (image) => {
    const { format } = await image.metadata()
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
    return { format, data, width: info.width, height: info.height, channels: info.channels }
  })
}

it('a PNG says the prompt under both keywords', async () => {
  const { comments } = await sharp(withMetadata(await drawing().png().toBuffer(), note)).metadata()
  const said = Object.fromEntries((comments ?? []).map(({ keyword, text }) => [keyword, text]))
  expect(said).toMatchObject({ Description: note.prompt, parameters: note.prompt })
})

describe('files that are better left alone', () => {
  const odd: [string, () => Promise<Buffer>][] = [
    ['a WebP with XMP of its own', () => drawing().withXmp(xmp).webp().toBuffer()],
    [
      'a WebP with bytes behind its end',
      async () => Buffer.concat([await drawing().webp().toBuffer(), Buffer.from('more')]),
    ],
    ['a WebP that is cut', async () => (await drawing().webp().toBuffer()).subarray(0, 200)],
    [
      'a PNG without a header',
      async () =>
        Buffer.concat([(await drawing().png().toBuffer()).subarray(0, 8), Buffer.alloc(90)]),
    ],
    [
      'a JPEG that ends in its first segment',
      async () =>
        (
          await drawing()
            .withExif({ IFD0: { Copyright: 'me' } })
            .jpeg()
            .toBuffer()
        ).subarray(0, 12),
    ],
    ['no picture at all', async () => Buffer.from('<svg/>')],
  ]
  it.each(odd)('%s', async (_name, make) => {
    const original = await make()
    expect(withMetadata(original, note)).toBe(original)
    expect(stripMetadata(original)).toBe(original)
  })
})

it('the first 64 kB are enough for a file of any size', async () => {
  const original = await drawing(900, 700).png({ compressionLevel: 0 }).toBuffer()
  expect(original.length).toBeGreaterThan(spliceHeadBytes * 4)
  const splice = spliceMetadata(original.subarray(0, spliceHeadBytes), original.length, note)!
  const spliced = Buffer.concat([splice.head, original.subarray(splice.cut), splice.tail])
  expect(spliced.equals(withMetadata(original, note))).toBe(true)
})

it('a prompt that is very long, or holds what XML cannot, still makes a sound file', async () => {
  const prompt = `\u0000\uD800 a ${'长'.repeat(30_000)}`
  for (const image of [drawing().png(), drawing().jpeg(), drawing().webp()]) {
    const original = await image.toBuffer()
    const spliced = withMetadata(original, { ...note, prompt })
    expect(await pixels(spliced)).toEqual(await pixels(original))
    expect(Buffer.from(stripMetadata(spliced)).equals(original)).toBe(true)
  }
})

it('a stranger who speaks of restoring is not believed in a JPEG at another place', async () => {
  const spliced = withMetadata(await drawing().jpeg().toBuffer(), note)
  expect(restoreOf(Buffer.from(' safelight:restore="at.7"'))).toBe('at.7')
  const moved = Buffer.from(
    Buffer.from(spliced)
      .toString('latin1')
      .replace(/at\.\d+/, 'at.3'),
    'latin1',
  )
  expect(stripMetadata(moved)).toBe(moved)
})
