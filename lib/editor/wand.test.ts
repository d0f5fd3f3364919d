import { expect, it } from 'vitest'
import { chance } from './testing/chance'
import { colourDistance2, selectByColour } from './wand'

const [width, height] = [37, 29]

function noise(seed: number) {
  const random = chance(seed)
  const data = new Uint8ClampedArray(width * height * 4)
  // Few shades, so that areas hang together by chance.
  for (let at = 0; at < data.length; at += 4) {
    data.set([Math.floor(random() * 3) * 90, Math.floor(random() * 2) * 120, 40, 255], at)
  }
  return { width, height, data }
}

/** Pixel by pixel from the place, asking every neighbour. */
function reachable(pixels: ReturnType<typeof noise>, x: number, y: number, limit: number) {
  const { data } = pixels
  const seed = (y * width + x) * 4
  const isNear = (at: number) =>
    colourDistance2(data, at * 4, data[seed]!, data[seed + 1]!, data[seed + 2]!) <= limit
  const found = new Set([y * width + x])
  for (const at of found) {
    const column = at % width
    for (const next of [
      ...(column > 0 ? [at - 1] : []),
      ...(column < width - 1 ? [at + 1] : []),
      at - width,
      at + width,
    ]) {
      if (next >= 0 && next < width * height && isNear(next)) found.add(next)
    }
  }
  return [...found].toSorted((a, b) => a - b)
}

function chosen({ box, bytes }: ReturnType<typeof selectByColour>): readonly number[] {
  if (box === null) return []
  return [...bytes.keys()]
    .filter((at) => bytes[at] === 255)
    .map((at) => (box.y + Math.floor(at / box.width)) * width + box.x + (at % box.width))
}

it.each([0, 11, 16, 30])(
  'at tolerance %i it finds what a search from pixel to pixel finds',
  (tolerance) => {
    const limit = ((tolerance / 100) * 765) ** 2
    for (let seed = 1; seed <= 25; seed++) {
      const pixels = noise(seed)
      const random = chance(seed + 1000)
      const x = Math.floor(random() * width)
      const y = Math.floor(random() * height)
      const selection = selectByColour(pixels, x + random(), y + random(), {
        tolerance,
        contiguous: true,
      })
      expect(chosen(selection), `seed ${seed}`).toEqual(reachable(pixels, x, y, limit))
    }
  },
)

it('not contiguous, it finds the colour everywhere', () => {
  const pixels = noise(3)
  const [r, g, b] = pixels.data.subarray(0, 3)
  const same = Array.from({ length: width * height }, (_, at) => at).filter(
    (at) => colourDistance2(pixels.data, at * 4, r!, g!, b!) === 0,
  )
  expect(chosen(selectByColour(pixels, 0, 0, { tolerance: 0, contiguous: false }))).toEqual(same)
})

it('tolerance 100 takes every colour, and a place outside takes none', () => {
  const pixels = noise(4)
  const all = selectByColour(pixels, 5, 5, { tolerance: 100, contiguous: true })
  expect(chosen(all)).toHaveLength(width * height)
  expect(chosen(selectByColour(pixels, -1, 5, { tolerance: 100, contiguous: true }))).toEqual([])
})
