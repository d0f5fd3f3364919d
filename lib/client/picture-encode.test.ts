import { expect, it } from 'vitest'
import { type Drawable, type Encoding, encodeWithin } from './picture-encode'

/** A picture whose bytes follow from its area, type and quality, as real ones roughly do. */
function drawing({
  width = 6000,
  height = 4000,
  hasTransparency = false,
  bytesPerPixel = 1,
}: Partial<Pick<Drawable, 'width' | 'height' | 'hasTransparency'>> & { bytesPerPixel?: number }) {
  const tried: Encoding[] = []
  const drawable: Drawable = {
    width,
    height,
    hasTransparency,
    encode: async (encoding) => {
      tried.push(encoding)
      const scale = Math.min(1, encoding.longEdge / Math.max(width, height))
      const weight = encoding.type === 'image/png' ? 4 : encoding.quality ** 3
      const size = Math.round(width * height * scale * scale * bytesPerPixel * weight)
      return { size, type: encoding.type } as Blob
    },
    close: () => undefined,
  }
  return { drawable, tried }
}

it('what fits at once is as large and as good as it can be', async () => {
  const { drawable, tried } = drawing({ width: 1000, height: 800 })
  const blob = await encodeWithin(drawable, 4_000_000)
  expect(blob?.type).toBe('image/jpeg')
  expect(tried).toEqual([{ longEdge: 1000, type: 'image/jpeg', quality: 0.92 }])
})

it('quality gives way before size', async () => {
  const { drawable, tried } = drawing({ width: 2000, height: 1500 })
  const blob = await encodeWithin(drawable, 2_000_000)
  expect(blob!.size).toBeLessThanOrEqual(2_000_000)
  expect(tried.map(({ longEdge, quality }) => [longEdge, quality])).toEqual([
    [2000, 0.92],
    [2000, 0.82],
  ])
})

it('the size goes straight to a step that has a chance', async () => {
  const { drawable, tried } = drawing({})
  const blob = await encodeWithin(drawable, 400_000)
  expect(blob!.size).toBeLessThanOrEqual(400_000)
  expect(tried.length).toBeLessThanOrEqual(6)
  expect(tried[0]?.longEdge).toBe(4096)
})

it('a transparent picture stays PNG where it fits, and keeps its transparency where not', async () => {
  const small = drawing({ width: 800, height: 800, hasTransparency: true })
  expect((await encodeWithin(small.drawable, 4_000_000))?.type).toBe('image/png')
  const large = drawing({ width: 3000, height: 2000, hasTransparency: true })
  expect((await encodeWithin(large.drawable, 5_000_000))?.type).toBe('image/webp')
})

it('what never fits ends in nothing instead of going on', async () => {
  const { drawable, tried } = drawing({ bytesPerPixel: 50 })
  expect(await encodeWithin(drawable, 1000)).toBeNull()
  expect(tried.at(-1)?.longEdge).toBe(512)
})

it('a canvas that gives nothing out does not pass for a small picture', async () => {
  const { drawable } = drawing({})
  const empty = { ...drawable, encode: () => Promise.resolve(new Blob([])) }
  expect(await encodeWithin(empty, 1_000_000)).toBeNull()
})
