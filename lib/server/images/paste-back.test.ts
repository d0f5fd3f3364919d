import sharp from 'sharp'
import { expect, it } from 'vitest'
import { pasteBack } from './paste-back'

const [width, height] = [48, 32]

const flat = async (colour: readonly [number, number, number], size = { width, height }) =>
  new Uint8Array(
    await sharp({
      create: { ...size, channels: 3, background: { r: colour[0], g: colour[1], b: colour[2] } },
    })
      .png()
      .toBuffer(),
  )

/** Left of `edge` black, right of it white. */
async function halves(edge: number): Promise<Uint8Array> {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) data.fill(255, y * width + edge, (y + 1) * width)
  return new Uint8Array(
    await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer(),
  )
}

async function noise(): Promise<{ png: Uint8Array; data: Uint8Array }> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, n) => (n * 37 + (n >> 3)) % 256)
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
  return { png: new Uint8Array(png), data }
}

const read = async (png: Uint8Array) => await sharp(png).removeAlpha().raw().toBuffer()

it('outside the mask the pixels are those of the parent to the bit, inside those of the result', async () => {
  const parent = await noise()
  const pasted = await read(
    await pasteBack(parent.png, await halves(20), await flat([10, 200, 30]), {
      quadrant: null,
      feather: 0,
    }),
  )
  for (let pixel = 0; pixel < width * height; pixel++) {
    const expected =
      pixel % width < 20 ? [...parent.data.subarray(pixel * 3, pixel * 3 + 3)] : [10, 200, 30]
    expect([...pasted.subarray(pixel * 3, pixel * 3 + 3)]).toEqual(expected)
  }
})

it('a feather reaches as far as it says and leaves everything beyond it untouched', async () => {
  const parent = await noise()
  const pasted = await read(
    await pasteBack(parent.png, await halves(24), await flat([0, 0, 0]), {
      quadrant: null,
      feather: 6,
    }),
  )
  const row = (x: number) => [...pasted.subarray((5 * width + x) * 3, (5 * width + x) * 3 + 3)]
  const was = (x: number) => [...parent.data.subarray((5 * width + x) * 3, (5 * width + x) * 3 + 3)]
  expect(row(8)).toEqual(was(8))
  expect(row(23)).not.toEqual(was(23))
  expect(row(44)).toEqual([0, 0, 0])
})

it('of a composite the chosen quadrant is taken, scaled to the parent', async () => {
  const size = { width: 200, height: 120 }
  const quadrant = (red: number, left: number, top: number) => ({
    input: {
      create: { width: 100, height: 60, channels: 3 as const, background: { r: red, g: 0, b: 0 } },
    },
    left,
    top,
  })
  const grid = await sharp(await flat([9, 9, 9], size))
    .composite([quadrant(1, 0, 0), quadrant(2, 100, 0), quadrant(3, 0, 60), quadrant(4, 100, 60)])
    .png()
    .toBuffer()
  const options = { quadrant: 3, feather: 0 }
  const pasted = await pasteBack(
    await flat([50, 50, 50]),
    await halves(0),
    new Uint8Array(grid),
    options,
  )
  expect([...(await read(pasted)).subarray(0, 3)]).toEqual([3, 0, 0])
  expect(await sharp(pasted).metadata()).toMatchObject({ width, height, format: 'png' })
})

it('a mask of another size is refused in words', async () => {
  const small = await flat([255, 255, 255], { width: 10, height: 10 })
  const picture = await flat([1, 2, 3])
  await expect(pasteBack(picture, small, picture, { quadrant: null, feather: 0 })).rejects.toThrow(
    'another size',
  )
})
