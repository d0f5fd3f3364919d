import { expect, test } from 'vitest'
import { buttonGroupNames, buttonsOfQuadrant, groupButtons } from './buttons-grouping'
import type { ButtonGroups } from './buttons-grouping'
import type { Button } from './task'

const job = '26d56b92-4ed6-45e2-8561-563797923135'
const button = (customId: string, label = ''): Button => ({ customId, label, emoji: '', style: 2 })

const grid = [
  ...[1, 2, 3, 4].map((n) => button(`MJ::JOB::upsample::${n}::${job}`, `U${n}`)),
  button(`MJ::JOB::reroll::0::${job}::SOLO`),
  ...[1, 2, 3, 4].map((n) => button(`MJ::JOB::variation::${n}::${job}`, `V${n}`)),
]

/** In the order of a real V5.2 message: strong before subtle, right before up. */
const single = [
  button(`MJ::JOB::upsample_v5_2x::1::${job}::SOLO`, 'Upscale (2x)'),
  button(`MJ::JOB::upsample_v5_4x::1::${job}::SOLO`, 'Upscale (4x)'),
  button(`MJ::JOB::high_variation::1::${job}::SOLO`, 'Vary (Strong)'),
  button(`MJ::JOB::low_variation::1::${job}::SOLO`, 'Vary (Subtle)'),
  button(`MJ::Inpaint::1::${job}::SOLO`, 'Vary (Region)'),
  button(`MJ::Outpaint::50::1::${job}::SOLO`, 'Zoom Out 2x'),
  button(`MJ::Outpaint::75::1::${job}::SOLO`, 'Zoom Out 1.5x'),
  button(`MJ::CustomZoom::${job}`, 'Custom Zoom'),
  button(`MJ::Outpaint::100::1::${job}::SOLO`, 'Make Square'),
  ...['left', 'right', 'up', 'down'].map((way) => button(`MJ::JOB::pan_${way}::1::${job}::SOLO`)),
  button(`MJ::JOB::animate_high::1::${job}::SOLO`, 'Animate (High motion)'),
  button(`MJ::JOB::animate_low::1::${job}::SOLO`, 'Animate (Low motion)'),
  button(`MJ::BOOKMARK::${job}`),
  button('MJ::SomethingNew::7', 'Sing'),
  button('gateway-own-thing', 'Own thing'),
]

const idsOf = (groups: ButtonGroups) =>
  buttonGroupNames.flatMap((name) => groups[name].map((one) => one.button.customId))

test('a grid has four upscales, four variations and a reroll', () => {
  const groups = groupButtons(grid)
  expect(groups.quadrantUpscales.map((one) => one.button.label)).toEqual(['U1', 'U2', 'U3', 'U4'])
  expect(groups.quadrantVariations.map((one) => one.button.label)).toEqual(['V1', 'V2', 'V3', 'V4'])
  expect(groups.reroll).toHaveLength(1)
})

test('a single picture has its buttons by meaning, subtle before strong', () => {
  const groups = groupButtons(single)
  expect(groups.vary.map((one) => one.button.label)).toEqual([
    'Vary (Subtle)',
    'Vary (Strong)',
    'Vary (Region)',
  ])
  expect(groups.zoom.map((one) => one.button.label)).toEqual([
    'Zoom Out 1.5x',
    'Zoom Out 2x',
    'Custom Zoom',
    'Make Square',
  ])
  expect(groups.animate.map((one) => one.button.label)).toEqual([
    'Animate (Low motion)',
    'Animate (High motion)',
  ])
  expect(groups.pan.map(({ meaning }) => meaning)).toMatchObject([
    { direction: 'left' },
    { direction: 'up' },
    { direction: 'down' },
    { direction: 'right' },
  ])
  expect(groups.more.map((one) => one.button.label)).toEqual(['', 'Sing', 'Own thing'])
})

test('the places are the same whatever order the wire had', () => {
  const known = single.slice(0, -2)
  expect(idsOf(groupButtons(known.toReversed()))).toEqual(idsOf(groupButtons(known)))
  expect(idsOf(groupButtons(grid.toReversed()))).toEqual(idsOf(groupButtons(grid)))
})

test('nothing is dropped and nothing is placed twice', () => {
  const all = [...grid, ...single]
  expect(idsOf(groupButtons(all)).toSorted()).toEqual(all.map((one) => one.customId).toSorted())
})

test('a repeated id stays twice, under two keys', () => {
  const twice = groupButtons([button('MJ::BOOKMARK::a'), button('MJ::BOOKMARK::a')])
  expect(twice.more).toHaveLength(2)
  expect(new Set(twice.more.map((one) => one.key)).size).toBe(2)
})

test('a quadrant finds its own two buttons, and none where the gateway has none', () => {
  const panResult = groupButtons(grid.slice(0, 5))
  const { upscale, variation } = buttonsOfQuadrant(panResult, 3)
  expect(upscale?.button.label).toBe('U3')
  expect(variation).toBeUndefined()
})
