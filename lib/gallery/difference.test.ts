import { describe, expect, it } from 'vitest'
import { difference } from './difference'

const pixels = (...colours: readonly (readonly [number, number, number])[]) =>
  new Uint8ClampedArray(colours.flatMap(([red, green, blue]) => [red, green, blue, 255]))

function compare(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  options: Parameters<typeof difference>[3],
) {
  const out = new Uint8ClampedArray(a.length)
  const share = difference(a, b, out, options)
  return { share, out: [...out] }
}

it('equal pictures are black, and nothing differs', () => {
  const same = pixels([10, 200, 30], [0, 0, 0])
  expect(compare(same, same, { gain: 8, look: 'light' })).toEqual({
    share: 0,
    out: [0, 0, 0, 255, 0, 0, 0, 255],
  })
})

it('each colour by itself, whichever is the larger, times the gain, white at the most', () => {
  const { out } = compare(pixels([10, 200, 30]), pixels([20, 190, 130]), { gain: 4, look: 'light' })
  expect(out).toEqual([40, 40, 255, 255])
})

describe('heat', () => {
  const heatOf = (level: number) =>
    compare(pixels([level, 0, 0]), pixels([0, 0, 0]), { gain: 1, look: 'heat' }).out.slice(0, 3)

  it('grows from black through red and yellow to white', () => {
    expect([0, 40, 85, 128, 170, 255].map(heatOf)).toEqual([
      [0, 0, 0],
      [120, 0, 0],
      [255, 0, 0],
      [255, 129, 0],
      [255, 255, 0],
      [255, 255, 255],
    ])
  })
})

it('counts pixels that differ by more than noise', () => {
  const a = pixels([0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0])
  const b = pixels([8, 8, 8], [0, 9, 0], [255, 0, 0], [0, 0, 0])
  expect(compare(a, b, { gain: 1, look: 'light' }).share).toBe(0.5)
  expect(compare(a, b, { gain: 1, look: 'light', noise: 0 }).share).toBe(0.75)
})
