import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pngChunk } from '@/lib/editor/png'
import { decode } from './decoder'
import { withoutPackedTexts } from './png-texts'

const plain = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#a63' } })
  .png()
  .toBuffer()
/** Signature and header. */
const headEnd = 33

function withChunks(...chunks: Uint8Array[]): Buffer {
  return Buffer.concat([plain.subarray(0, headEnd), ...chunks, plain.subarray(headEnd)])
}

const packed = deflateSync(Buffer.alloc(5_000_000))
const bytes = (text: string, rest: Uint8Array = Buffer.alloc(0)) =>
  Buffer.concat([Buffer.from(text, 'latin1'), rest])
const zTXt = pngChunk('zTXt', bytes('Bomb\0\0', packed))
const packedITXt = pngChunk('iTXt', bytes('Bomb\0\x01\0en\0\0', packed))
const plainITXt = pngChunk('iTXt', bytes('Description\0\0\0\0\0a red fox'))
const tEXt = pngChunk('tEXt', bytes('Comment\0a red fox'))

describe('texts of a PNG', () => {
  it.each([
    ['zTXt', zTXt],
    ['iTXt that is packed', packedITXt],
    ['iTXt whose keyword has no end', pngChunk('iTXt', Buffer.alloc(200, 97))],
    ['iTXt of one word', pngChunk('iTXt', Buffer.from('Bomb'))],
  ])('%s goes', (_name, chunk) => {
    expect(withoutPackedTexts(withChunks(tEXt, chunk, plainITXt))).toEqual(
      withChunks(tEXt, plainITXt),
    )
  })

  it('many go, wherever they are', () => {
    const file = Buffer.concat([
      withChunks(zTXt, tEXt, packedITXt, zTXt).subarray(0, -12),
      zTXt,
      plain.subarray(-12),
    ])
    expect(withoutPackedTexts(file)).toEqual(withChunks(tEXt))
  })

  it('what has none is handed on, not copied', () => {
    const file = withChunks(tEXt, plainITXt)
    expect(withoutPackedTexts(file)).toBe(file)
  })

  it.each([
    ['that ends in the middle of a chunk', withChunks(zTXt).subarray(0, headEnd + 20)],
    ['of a signature alone', plain.subarray(0, 8)],
    ['whose chunk claims two gigabytes', withChunks(Buffer.from('7fffffff7a545874', 'hex'))],
  ])('a file %s is left to the decoder', (_name, file) => {
    expect(withoutPackedTexts(file)).toBe(file)
  })

  it('reads a file that begins within a larger buffer', () => {
    const file = withChunks(zTXt)
    const within = Buffer.concat([Buffer.alloc(7, 1), file]).subarray(7)
    expect(withoutPackedTexts(within)).toEqual(plain)
  })

  it('no decoder is shown them, and the picture is the same', async () => {
    const read = (file: Uint8Array) =>
      decode(file, async (image) => {
        const { comments } = await image.metadata()
        const pixels = await image.raw().toBuffer()
        return { comments, pixels }
      })
    const seen = await read(withChunks(zTXt, packedITXt, tEXt))
    expect(seen.comments).toEqual([{ keyword: 'Comment', text: 'a red fox' }])
    expect(seen.pixels).toEqual((await read(plain)).pixels)
  })
})
