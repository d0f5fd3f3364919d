import { expect, test } from 'vitest'
import { groupButtons } from './buttons-grouping'
import { buttonForKey, buttonKeyIds, buttonKeys } from './buttons-keys'
import type { QuadrantIndex } from './quadrants'

const ids = (list: readonly string[]) =>
  groupButtons(list.map((customId) => ({ customId, label: '', emoji: '', style: 2 })))

const grid = ids([
  ...[1, 2, 3, 4].flatMap((n) => [`MJ::JOB::upsample::${n}::j`, `MJ::JOB::variation::${n}::j`]),
  'MJ::JOB::reroll::0::j::SOLO',
])
const single = ids([
  'MJ::JOB::upsample_v7_2x_creative::1::j::SOLO',
  'MJ::JOB::upsample_v7_2x_subtle::1::j::SOLO',
  'MJ::JOB::high_variation::1::j::SOLO',
  'MJ::JOB::low_variation::1::j::SOLO',
  'MJ::Inpaint::1::j::SOLO',
  'MJ::Outpaint::75::1::j::SOLO',
  'MJ::Outpaint::50::1::j::SOLO',
  'MJ::CustomZoom::j',
  'MJ::JOB::pan_left::1::j::SOLO',
])

function press(
  groups: typeof grid,
  key: string,
  options: { quadrant?: QuadrantIndex; edit?: boolean; held?: string[] } = {},
) {
  const { quadrant = null, edit = false, held = [] } = options
  return buttonForKey(groups, { key, held: new Set(held) }, { quadrant, edit })?.button.customId
}

test.each([
  ['u', 2, 'MJ::JOB::upsample::2::j'],
  ['U', 4, 'MJ::JOB::upsample::4::j'],
  ['v', 3, 'MJ::JOB::variation::3::j'],
  ['r', 1, 'MJ::JOB::reroll::0::j::SOLO'],
] as const)('on a grid %s with quadrant %i chosen presses %s', (key, quadrant, customId) => {
  expect(press(grid, key, { quadrant })).toBe(customId)
})

test.each([
  ['u', 'MJ::JOB::upsample_v7_2x_subtle::1::j::SOLO'],
  ['v', 'MJ::JOB::low_variation::1::j::SOLO'],
  ['z', 'MJ::Outpaint::50::1::j::SOLO'],
  ['e', 'MJ::Inpaint::1::j::SOLO'],
])('on a single picture %s presses %s', (key, customId) => {
  expect(press(single, key)).toBe(customId)
})

test('arrows pan only while P is down', () => {
  expect(press(single, 'ArrowLeft')).toBeUndefined()
  expect(press(single, 'ArrowLeft', { held: ['p'] })).toBe('MJ::JOB::pan_left::1::j::SOLO')
  expect(press(single, 'ArrowUp', { held: ['p'] })).toBeUndefined()
})

test('Shift with Z is custom zoom, the zoom that takes a prompt', () => {
  expect(press(single, 'Z', { edit: true })).toBe('MJ::CustomZoom::j')
})

test('Shift with U presses nothing: an upscale has no prompt to edit', () => {
  expect(press(grid, 'U', { quadrant: 1, edit: true })).toBeUndefined()
})

test('a key that finds no button presses nothing', () => {
  expect(press(grid, 'z', { quadrant: 1 })).toBeUndefined()
  expect(press(single, 'q')).toBeUndefined()
})

test('every line of the table has its id, and no two the same keys', () => {
  expect(buttonKeys.map((one) => one.id)).toEqual(buttonKeyIds)
  const combos = buttonKeys.map((one) => `${one.hold ?? ''}+${one.key}`)
  expect(new Set(combos).size).toBe(combos.length)
})
