import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { createMask } from './mask'
import { encodeMaskPng, maskFromPixels } from './png'
import { chance } from './testing/chance'

const deflate = (bytes: Uint8Array) => Promise.resolve(new Uint8Array(deflateSync(bytes)))

it('the file has exactly the size of the picture, no alpha, only 0 and 255', async () => {
  const mask = createMask(133, 71)
  const random = chance(2)
  mask.data.forEach((_, at) => (mask.data[at] = Math.floor(random() * 256)))
  const png = await encodeMaskPng(mask, deflate)
  const image = sharp(png)
  expect(await image.metadata()).toMatchObject({
    format: 'png',
    width: 133,
    height: 71,
    hasAlpha: false,
    channels: 1,
    depth: 'uchar',
  })
  const { data } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  expect([...data]).toEqual([...mask.data].map((value) => (value >= 128 ? 255 : 0)))
})

it('a mask read from a file takes light for painted and glass for kept', () => {
  const [white, black, glass] = [
    [255, 255, 255, 255],
    [0, 0, 0, 255],
    [255, 255, 255, 0],
  ]
  const [light, dark] = [
    [200, 200, 200, 255],
    [60, 60, 60, 255],
  ]
  const pixels = Uint8ClampedArray.from([white, black, glass, light, dark].flat() as number[])
  expect([...maskFromPixels(pixels)]).toEqual([255, 0, 0, 255, 0])
})
