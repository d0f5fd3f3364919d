import { describe, expect, it } from 'vitest'
import { brushSteps, mostBrush, nextBrush, stepOf, usualBrush } from './brush-size'
import { MaskEditor } from './editor'

it('a brush begins at a size that suits its picture, and is never larger than it', () => {
  const pictures = [
    [64, 64, 4, 64],
    [1248, 832, 64, 1000],
    [4096, 4096, 256, 1000],
    [4096, 256, 64, 1000],
    [256, 4096, 64, 1000],
    [1, 1, 4, 1],
  ] as const
  for (const [width, height, usual, most] of pictures) {
    expect([usualBrush({ width, height }), mostBrush({ width, height })]).toEqual([usual, most])
  }
})

it('the editor keeps every size within a pixel and the picture', () => {
  const editor = new MaskEditor({ width: 40, height: 90, settings: { size: 5000 } })
  expect(editor.settings.size).toBe(90)
  editor.set({ size: -3 })
  expect(editor.settings.size).toBe(1)
  editor.set({ size: 4000 })
  expect(editor.settings.size).toBe(90)
})

describe('the steps of the slider', () => {
  it.each([1, 2, 64, 1000])('lead from one pixel to %i, each to another size', (most) => {
    const steps = brushSteps(most)
    expect([steps[0], steps.at(-1)]).toEqual([1, most])
    for (const [n, size] of steps.entries()) {
      expect(stepOf(size, steps)).toBe(n)
      if (n > 0) expect(size).toBeGreaterThan(steps[n - 1]!)
    }
  })

  it('stand for the nearest size, also beyond both ends', () => {
    const steps = [1, 2, 10, 20]
    expect([0.5, 1.4, 7, 12, 500].map((size) => stepOf(size, steps))).toEqual([0, 0, 2, 2, 3])
  })
})

it('the keys always change the size, and take back what they did within a pixel', () => {
  for (const size of [1, 2, 7, 64, 900]) {
    const larger = Math.round(nextBrush(size, 1))
    expect(larger).toBeGreaterThan(size)
    expect(Math.abs(Math.round(nextBrush(larger, -1)) - size)).toBeLessThanOrEqual(1)
  }
})
