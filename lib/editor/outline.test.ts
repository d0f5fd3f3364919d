import { expect, it } from 'vitest'
import { createMask, type Mask, threshold } from './mask'
import { outlineOf, outlineStep } from './outline'
import { chance } from './testing/chance'
import { gridOf, tileBox } from './tiles'

/** Every unit of border, as the name of the two pixels that it parts. */
function borders(width: number, height: number, data: Uint8Array): readonly string[] {
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x]! >= threshold
  const names: string[] = []
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      if (x < width && at(x, y) !== at(x, y - 1)) names.push(`h ${x} ${y}`)
      if (y < height && at(x, y) !== at(x - 1, y)) names.push(`v ${x} ${y}`)
    }
  }
  return names.toSorted()
}

/** The pieces of all tiles, cut into units of `every` pixels. */
function unitsOf(mask: Mask, every: number): readonly string[] {
  const grid = gridOf(mask, 16)
  const units: string[] = []
  for (let tile = 0; tile < grid.columns * grid.rows; tile++) {
    const pieces = outlineOf(mask, tileBox(grid, tile), every)
    for (let i = 0; i < pieces.length; i += 4) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = pieces.subarray(i, i + 4)
      for (let x = x1; x < x2; x += every) units.push(`h ${x} ${y1}`)
      for (let y = y1; y < y2; y += every) units.push(`v ${x1} ${y}`)
    }
  }
  return units.toSorted()
}

function noise(width: number, height: number, random: () => number): Mask {
  const mask = createMask(width, height)
  mask.data.forEach((_, at) => (mask.data[at] = Math.floor(random() * 256)))
  return mask
}

it('tile by tile, the pieces are the whole border and each unit of it once', () => {
  const random = chance(21)
  for (let n = 0; n < 20; n++) {
    const mask = noise(50, 37, random)
    expect(unitsOf(mask, 1)).toEqual(borders(50, 37, mask.data))
  }
})

it('of a picture that is shown smaller it is the border of every so many-th pixel', () => {
  const random = chance(22)
  const size = { width: 50, height: 37 }
  for (const every of [2, 4, 8]) {
    const mask = noise(size.width, size.height, random)
    const small = createMask(Math.ceil(size.width / every), Math.ceil(size.height / every))
    small.data.forEach((_, at) => {
      const [x, y] = [at % small.width, Math.floor(at / small.width)]
      small.data[at] = mask.data[y * every * size.width + x * every]!
    })
    // The last border lies at the end of the picture, not beyond it.
    const enlarged = borders(small.width, small.height, small.data).map((name) => {
      const [kind, x, y] = name.split(' ')
      return `${kind} ${Math.min(Number(x) * every, size.width)} ${Math.min(Number(y) * every, size.height)}`
    })
    expect(unitsOf(mask, every)).toEqual(enlarged.toSorted())
  }
})

it('what the screen cannot show is not traced', () => {
  const scales = [8, 1, 0.9, 0.5, 0.3, 0.158, 1e-9]
  expect(scales.map(outlineStep)).toEqual([1, 1, 1, 2, 2, 4, 64])
})
