import { expect, test } from 'vitest'
import { aspectRatios } from '@/lib/mj/models'
import { narrowestRatio, widestRatio } from './rows'
import { ratioOfShape, ratiosOfShapes, shapeOf } from './shapes'

test('a shape is less than one per cent from the ratio it stands for', () => {
  for (let ratio = narrowestRatio; ratio <= widestRatio; ratio *= 1.0007) {
    expect(Math.abs(ratioOfShape(shapeOf(ratio)) / ratio - 1)).toBeLessThan(0.01)
  }
})

test('a panorama and a pillar have the outermost shapes', () => {
  expect(shapeOf(12)).toBe(shapeOf(widestRatio))
  expect(shapeOf(1 / 9)).toBe(shapeOf(narrowestRatio))
  expect(ratioOfShape(shapeOf(12))).toBeCloseTo(widestRatio)
})

test('wider pictures have later characters, and the usual ratios have one each', () => {
  const ratios = aspectRatios.map((text) => {
    const [width, height] = text.split(':').map(Number)
    return width! / height!
  })
  const shapes = ratios.toSorted((a, b) => a - b).map(shapeOf)
  expect(new Set(shapes).size).toBe(aspectRatios.length)
  expect(shapes.toSorted()).toEqual(shapes)
})

test('a shape is one character that JSON leaves alone', () => {
  for (let ratio = 0.2; ratio < 5; ratio *= 1.01) {
    const shape = shapeOf(ratio)
    expect(JSON.stringify(shape)).toHaveLength(3)
    expect(shape).toHaveLength(1)
  }
})

test('a string of shapes is read at once', () => {
  const shapes = shapeOf(1.5) + shapeOf(0.5)
  expect([...ratiosOfShapes(shapes)].map((ratio) => ratio.toFixed(1))).toEqual(['1.5', '0.5'])
})

test('what is no shape is a square', () => {
  expect(ratioOfShape('')).toBe(1)
  expect(ratioOfShape('狐')).toBe(1)
})
