import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Drawable } from './picture-encode'
import { preparePicture } from './picture-files'

const limitBytes = 4 * 1024 * 1024
const canvas = (size = 1000): (() => Promise<Drawable>) => {
  return () =>
    Promise.resolve({
      width: 100,
      height: 80,
      hasTransparency: false,
      encode: ({ type }) => Promise.resolve(new Blob([new Uint8Array(size)], { type })),
      close: () => undefined,
    })
}
const noDecoder = () => Promise.reject(new Error('the source image could not be decoded'))
const fileOf = (bytes: Uint8Array | string) =>
  new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)])
const picture = () =>
  sharp({ create: { width: 12, height: 8, channels: 3, background: '#a11d08' } })

it('a sound picture within the limit goes byte by byte, under the type of its bytes', async () => {
  const png = await picture().png().toBuffer()
  const named = new Blob([Uint8Array.from(png)], { type: 'text/plain' })
  const { picture: taken } = await preparePicture(named, limitBytes, canvas())
  expect(taken?.notes).toEqual([])
  expect(taken?.blob.type).toBe('image/png')
  expect(Buffer.from(await taken!.blob.arrayBuffer()).equals(png)).toBe(true)
})

it('a picture over the limit is shrunk, and both sizes are told', async () => {
  const png = await picture().png().toBuffer()
  const large = fileOf(Buffer.concat([png, Buffer.alloc(5_000_000)]))
  const { picture: taken } = await preparePicture(large, limitBytes, canvas(3_800_000))
  expect(taken?.blob.type).toBe('image/jpeg')
  expect(taken?.notes).toEqual([
    { type: 'shrunk', fromBytes: png.length + 5_000_000, toBytes: 3_800_000 },
  ])
})

it('a photo that lies on its side is drawn upright', async () => {
  const sideways = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { picture: taken } = await preparePicture(fileOf(sideways), limitBytes, canvas(77))
  expect(taken?.blob.size).toBe(77)
  expect(taken?.notes).toEqual([])
})

it('of a moving picture the first frame is taken', async () => {
  const frames = Buffer.concat([Buffer.alloc(288, 40), Buffer.alloc(288, 200)])
  const gif = await sharp(frames, {
    raw: { width: 12, height: 16, channels: 3, pageHeight: 8 } as never,
  })
    .gif()
    .toBuffer()
  const { picture: taken } = await preparePicture(fileOf(gif), limitBytes, canvas())
  expect(taken?.notes).toEqual([{ type: 'first-frame' }])
})

it('a format that only the browser knows is converted', async () => {
  const avif = await picture().avif().toBuffer()
  const { picture: taken } = await preparePicture(fileOf(avif), limitBytes, canvas())
  expect(taken?.notes).toEqual([{ type: 'converted', format: 'avif' }])
})

it('each way of being no picture has its own name', async () => {
  const problemOf = async (file: Blob, open = noDecoder as () => Promise<Drawable>) =>
    (await preparePicture(file, limitBytes, open)).problem
  const png = await picture().png().toBuffer()
  const heic = fileOf('\0\0\0\u0014ftypheic\0\0\0\0mif1')

  expect(await problemOf(fileOf(''))).toEqual({ type: 'empty' })
  expect(await problemOf(fileOf('notes'))).toEqual({ type: 'not-a-picture' })
  expect(await problemOf(fileOf(png.subarray(0, 40)))).toEqual({ type: 'broken' })
  expect(await problemOf(heic)).toEqual({ type: 'format', format: 'heic' })
  expect(await problemOf(fileOf('GIF89a'))).toEqual({ type: 'broken' })
})

it('a file that has gone since says so', async () => {
  const gone = Object.assign(fileOf('x'), { arrayBuffer: () => Promise.reject(new Error('gone')) })
  expect((await preparePicture(gone, limitBytes, canvas())).problem).toEqual({ type: 'unreadable' })
})

it('what cannot be made small enough, or drawn at all, is too large', async () => {
  const gif = fileOf('GIF89a')
  expect((await preparePicture(gif, 10, canvas(11))).problem).toMatchObject({ type: 'too-large' })
  const faulty = async (): Promise<Drawable> => ({
    ...(await canvas()()),
    encode: () => Promise.reject(new Error('no more canvases')),
  })
  expect((await preparePicture(gif, limitBytes, faulty)).problem).toMatchObject({
    type: 'too-large',
  })
})
