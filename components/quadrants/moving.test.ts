import { expect, test } from 'vitest'
import type { Picture } from '@/lib/mj/task'
import { isMoving } from './moving'

const picture = (type: Picture['type']): Picture => ({
  id: 'p',
  position: 0,
  type,
  width: 384,
  height: 384,
  sizeBytes: 1,
  thumbhash: '',
  quadrants: null,
})
const parent = (customId: string) => ({ id: 'p', customId })
const [webp, png] = [[picture('image/webp')], [picture('image/png')]]

test('a webp that came of an animation moves', () => {
  const animate = parent('MJ::JOB::animate_low::1::j::SOLO')
  expect(isMoving({ action: '', parent: animate, pictures: webp })).toBe(true)
  expect(isMoving({ action: 'VIDEO', parent: null, pictures: webp })).toBe(true)
  expect(isMoving({ action: 'VIDEO', parent: animate, pictures: png })).toBe(false)
})

test('a webp that is a picture does not', () => {
  const upscale = parent('MJ::JOB::upsample::1::j')
  expect(isMoving({ action: 'UPSCALE', parent: upscale, pictures: webp })).toBe(false)
  expect(isMoving({ action: 'IMAGINE', parent: null, pictures: [] })).toBe(false)
})
