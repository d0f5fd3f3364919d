import sharp from 'sharp'
import { expect, it } from 'vitest'
import { readPictureFacts } from './picture-format'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part,
    ),
  )
const still = { isAnimated: false, orientation: 1 }
const picture = () =>
  sharp({ create: { width: 12, height: 8, channels: 3, background: '#a11d08' } })

it('the bytes say what a picture is', async () => {
  const formats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const
  for (const format of formats) {
    const written = await picture().toFormat(format).toBuffer()
    expect(readPictureFacts(written)).toEqual({ format, ...still })
  }
})

it('HEIC is told from AVIF by its brands, and films are neither', () => {
  const box = (...brands: readonly string[]) =>
    bytes([0, 0, 0, 8 + 4 * brands.length], 'ftyp', ...brands)
  expect(readPictureFacts(box('heic', '\0\0\0\0', 'mif1'))?.format).toBe('heic')
  expect(readPictureFacts(box('mif1', '\0\0\0\0', 'mif1', 'heix'))?.format).toBe('heic')
  expect(readPictureFacts(box('mif1', '\0\0\0\0', 'mif1', 'avif'))?.format).toBe('avif')
  expect(readPictureFacts(box('isom', '\0\0\0\0', 'mp41'))).toBeNull()
})

it('drawings are known by their first element', () => {
  const of = (text: string) => readPictureFacts(new TextEncoder().encode(text))?.format
  expect(of('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe('svg')
  expect(of('\uFEFF<?xml version="1.0"?>\n<!-- drawn --><!DOCTYPE svg>\n<svg >')).toBe('svg')
  expect(of('<html><svg></svg></html>')).toBeUndefined()
})

it('text, nothing and a cut head are no pictures', () => {
  expect(readPictureFacts(bytes('a list of things to draw'))).toBeNull()
  expect(readPictureFacts(bytes())).toBeNull()
  expect(readPictureFacts(bytes([0xff, 0xd8]))).toBeNull()
  expect(readPictureFacts(bytes('RIFF', [0, 0, 0, 0], 'WAVE'))).toBeNull()
})

it('an animation is told from a still of the same format', async () => {
  const frames = Buffer.concat([
    Buffer.alloc(12 * 8 * 3, 40),
    Buffer.alloc(12 * 8 * 3, 200),
    Buffer.alloc(12 * 8 * 3, 90),
  ])
  const moving = () =>
    sharp(frames, { raw: { width: 12, height: 24, channels: 3, pageHeight: 8 } as never })
  expect(readPictureFacts(await moving().gif().toBuffer())?.isAnimated).toBe(true)
  expect(readPictureFacts(await moving().webp().toBuffer())?.isAnimated).toBe(true)
})

it('an APNG says so before its picture data', async () => {
  const png = await picture().png().toBuffer()
  const idat = png.indexOf('IDAT') - 4
  const control = bytes([0, 0, 0, 8], 'acTL', [0, 0, 0, 2, 0, 0, 0, 0], [0, 0, 0, 0])
  const animated = Buffer.concat([png.subarray(0, idat), control, png.subarray(idat)])
  expect(readPictureFacts(animated)).toEqual({ format: 'png', isAnimated: true, orientation: 1 })
})

it('the orientation of a JPEG is read in both byte orders', async () => {
  for (const orientation of [1, 3, 6, 8]) {
    const written = await picture().withMetadata({ orientation }).jpeg().toBuffer()
    expect(readPictureFacts(written)?.orientation).toBe(orientation)
  }
  const big = bytes(
    [0xff, 0xd8, 0xff, 0xe1, 0, 34],
    'Exif\0\0MM\0*',
    [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  )
  expect(readPictureFacts(big)?.orientation).toBe(6)
})

it('a torn EXIF segment leaves the picture upright', () => {
  expect(readPictureFacts(bytes([0xff, 0xd8, 0xff, 0xe1, 0, 34], 'Exif\0\0II*\0'))).toEqual({
    format: 'jpeg',
    ...still,
  })
})

it('hostile lengths end the reading', () => {
  const endless = bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], 'IHDR')
  expect(readPictureFacts(endless)?.isAnimated).toBe(false)
  expect(readPictureFacts(bytes('GIF89a', [0, 0, 0, 0, 0x80, 0, 0]))?.isAnimated).toBe(false)
})
