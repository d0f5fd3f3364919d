import { expect, test } from 'vitest'
import type { Picture, Task } from '@/lib/mj/task'
import { pastedOf, shownPath, wasMasked } from './was-masked'

const picture: Picture = {
  id: 'p',
  position: 0,
  type: 'image/png',
  width: 200,
  height: 200,
  sizeBytes: 1,
  thumbhash: '',
  quadrants: null,
}
const box = { x: 0, y: 0, width: 100, height: 100 }

test('a result was masked when its button is a region’s', () => {
  expect(wasMasked({ parent: { id: 'a', customId: 'MJ::Inpaint::1::u::SOLO' } })).toBe(true)
  expect(wasMasked({ parent: { id: 'a', customId: 'MJ::JOB::upsample::1::u' } })).toBe(false)
  expect(wasMasked({ parent: null })).toBe(false)
})

test('pasted pictures belong to the quadrant they were made of', () => {
  const pasted = [1, 2, 1].map((quadrant, n) => ({ ...picture, id: `${n}`, quadrant, feather: 0 }))
  const task = { pasted } as unknown as Task
  expect(pastedOf(task, { index: 1 }).map(({ id }) => id)).toEqual(['0', '2'])
  expect(pastedOf(task, { index: null })).toEqual([])
})

test('what is shown is the studio’s own picture, the quadrant, or the whole', () => {
  const composite = { ...picture, quadrants: [box, box, box, box] }
  expect(shownPath({ picture: composite, box, index: 3 }, undefined)).toBe('/images/p/quadrant-3')
  expect(shownPath({ picture, box, index: 3 }, undefined)).toBe('/images/p/original')
  const pasted = { ...picture, id: 'own', quadrant: 3, feather: 8 }
  expect(shownPath({ picture: composite, box, index: 3 }, pasted)).toBe('/images/own/original')
})
