import { expect, it } from 'vitest'
import { createMask, threshold } from './mask'
import { outlineOf } from './outline'
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

it('tile by tile, the pieces are the whole border and each unit of it once', () => {
  const [width, height] = [50, 37]
  const random = chance(21)
  for (let n = 0; n < 20; n++) {
    const mask = createMask(width, height)
    mask.data.forEach((_, at) => (mask.data[at] = random() < 0.4 ? 255 : 0))
    const grid = gridOf(mask, 16)
    const units: string[] = []
    for (let tile = 0; tile < grid.columns * grid.rows; tile++) {
      const pieces = outlineOf(mask, tileBox(grid, tile))
      for (let i = 0; i < pieces.length; i += 4) {
        const [x1, y1, x2, y2] = pieces.subarray(i, i + 4) as unknown as [
          number,
          number,
          number,
          number,
        ]
        for (let x = x1; x < x2; x++) units.push(`h ${x} ${y1}`)
        for (let y = y1; y < y2; y++) units.push(`v ${x1} ${y}`)
      }
    }
    expect(units.toSorted()).toEqual(borders(width, height, mask.data))
  }
})
