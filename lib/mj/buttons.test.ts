import { describe, expect, test } from 'vitest'
import { opensWindow, parseButton } from './buttons'
import type { ButtonMeaning } from './buttons'

const jobId = '7af96d1a-67c7-4d74-b173-8430c98c7631'
const parse = (customId: string, label = '', emoji = '') => parseButton({ customId, label, emoji })

type Row = readonly [string, ButtonMeaning, ReturnType<typeof opensWindow>]

/** Every id of gateways.md chapter 4, with what it means and whether it asks for a prompt. */
const table: readonly Row[] = [
  ...([1, 2, 3, 4] as const).flatMap((index): Row[] => [
    [`MJ::JOB::upsample::${index}::${jobId}`, { kind: 'upscale', index, jobId }, 'never'],
    [`MJ::JOB::variation::${index}::${jobId}`, { kind: 'variation', index, jobId }, 'with-remix'],
    [
      `MJ::JOB::video_virtual_upscale::${index}::${jobId}`,
      { kind: 'video-upscale', index, jobId },
      'never',
    ],
    [`MJ::Job::PicReader::${index}`, { kind: 'describe-pick', index }, 'always'],
  ]),
  [`MJ::JOB::reroll::0::${jobId}::SOLO`, { kind: 'reroll', jobId }, 'with-remix'],
  ...['v7', 'v6r1', 'v6'].flatMap((version) =>
    (['subtle', 'creative'] as const).map((strength): Row => [
      `MJ::JOB::upsample_${version}_2x_${strength}::1::${jobId}::SOLO`,
      { kind: 'upscale-solo', strength, version, jobId },
      'never',
    ]),
  ),
  [
    `MJ::JOB::upsample_v5_2x::1::${jobId}::SOLO`,
    { kind: 'upscale-solo', strength: '2x', version: 'v5', jobId },
    'never',
  ],
  [
    `MJ::JOB::upsample_v5_4x::1::${jobId}::SOLO`,
    { kind: 'upscale-solo', strength: '4x', version: 'v5', jobId },
    'never',
  ],
  [
    `MJ::JOB::low_variation::1::${jobId}::SOLO`,
    { kind: 'vary', strength: 'subtle', jobId },
    'with-remix',
  ],
  [
    `MJ::JOB::high_variation::1::${jobId}::SOLO`,
    { kind: 'vary', strength: 'strong', jobId },
    'with-remix',
  ],
  [`MJ::Inpaint::1::${jobId}::SOLO`, { kind: 'region', jobId }, 'always'],
  [`MJ::Outpaint::50::1::${jobId}::SOLO`, { kind: 'zoom-out', factor: 2, jobId }, 'never'],
  [`MJ::Outpaint::75::1::${jobId}::SOLO`, { kind: 'zoom-out', factor: 1.5, jobId }, 'never'],
  [`MJ::Outpaint::100::1::${jobId}::SOLO`, { kind: 'make-square', jobId }, 'never'],
  [`MJ::CustomZoom::${jobId}`, { kind: 'custom-zoom', jobId }, 'always'],
  [`MJ::CustomZoom::1::${jobId}`, { kind: 'custom-zoom', jobId }, 'always'],
  ...(['left', 'right', 'up', 'down'] as const).map((direction): Row => [
    `MJ::JOB::pan_${direction}::1::${jobId}::SOLO`,
    { kind: 'pan', direction, jobId },
    'with-remix',
  ]),
  ...(['high', 'low'] as const).flatMap((motion): Row[] => [
    [
      `MJ::JOB::animate_${motion}::1::${jobId}::SOLO`,
      { kind: 'animate', motion, jobId },
      'with-remix',
    ],
    [
      `MJ::JOB::animate_${motion}_extend::1::${jobId}`,
      { kind: 'extend', motion, jobId },
      'with-remix',
    ],
  ]),
  [`MJ::BOOKMARK::${jobId}`, { kind: 'bookmark', jobId }, 'never'],
  ['MJ::Job::PicReader::all', { kind: 'describe-all' }, 'never'],
  ['MJ::Picread::Retry', { kind: 'describe-retry' }, 'never'],
  ...[1, 2, 3, 4, 5].map((index): Row => [
    `MJ::Job::PromptAnalyzer::${index}`,
    { kind: 'shorten-pick', index },
    'always',
  ]),
  ['MJ::Job::PromptAnalyzerExtended::1', { kind: 'shorten-details' }, 'never'],
  ['MJ::CancelJob::ByJobid::' + jobId, { kind: 'cancel' }, 'never'],
]

describe('every id of the documents', () => {
  test.each(table)('%s has its meaning', (customId, meaning, window) => {
    expect(parse(customId)).toEqual(meaning)
    expect(opensWindow(parse(customId))).toBe(window)
  })

  test.each(table)('%s means the same with and without ::SOLO', (customId, meaning) => {
    expect(parse(customId.replace(/::SOLO$/, ''))).toEqual(meaning)
    expect(parse(`${customId.replace(/::SOLO$/, '')}::SOLO`)).toEqual(meaning)
  })
})

test('a job uuid keeps every character it had', () => {
  const meaning = parse('MJ::JOB::upsample::1::26d56b92-4ed6-45e2-8561-563797923135')
  expect(meaning).toMatchObject({ jobId: '26d56b92-4ed6-45e2-8561-563797923135' })
})

test('the number in Outpaint is what stays of the picture, not the zoom', () => {
  expect(parse(`MJ::Outpaint::50::1::${jobId}`)).toMatchObject({ factor: 2 })
  expect(parse(`MJ::Outpaint::75::1::${jobId}`)).toMatchObject({ factor: 1.5 })
})

test.each([
  '',
  '::',
  'MJ',
  'MJ::',
  'MJ::JOB',
  'MJ::JOB::upsample',
  `MJ::JOB::upsample::5::${jobId}`,
  `MJ::JOB::upsample::0::${jobId}`,
  `MJ::JOB::upsample::1.0::${jobId}`,
  `MJ::JOB::upsample_v6_2x_bold::1::${jobId}`,
  `MJ::JOB::pan_diagonal::1::${jobId}`,
  `MJ::JOB::animate_medium::1::${jobId}`,
  `MJ::Outpaint::60::1::${jobId}::SOLO`,
  'MJ::Job::PicReader::5',
  'MJ::Job::PromptAnalyzer::6',
  'MJ::Picread::Again',
  `XX::JOB::upsample::1::${jobId}`,
  `MJ::JOB::constructor::1::${jobId}`,
  'MJ::SOLO',
])('the id "%s", which nobody knows, is kept with its label and emoji', (customId) => {
  expect(parse(customId, 'Make it sing', '🎵')).toEqual({
    kind: 'unknown',
    customId,
    label: 'Make it sing',
    emoji: '🎵',
  })
})

/** A small seeded generator (mulberry32), so that a failing run can be repeated from its seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

test('no id of pieces in any order throws, and what is unknown comes back whole', () => {
  const pieces = ['MJ', 'JOB', 'Job', 'upsample', 'pan_left', 'SOLO', '1', '4', '', '50', jobId]
  const more = [
    'Outpaint',
    'CustomZoom',
    'PicReader',
    'all',
    'animate_low_extend',
    '🎞️',
    'v7',
    '-1',
  ]
  const random = createRandom(20260601)
  const words = [...pieces, ...more]
  let unknowns = 0
  for (let round = 0; round < 20_000; round += 1) {
    const length = random(7)
    const id = Array.from({ length }, () => words[random(words.length)] ?? '').join('::')
    const meaning = parse(id, 'label', 'emoji')
    if (meaning.kind === 'unknown') {
      unknowns += 1
      expect(meaning.customId).toBe(id)
    }
    if ('jobId' in meaning) expect(id).toContain(meaning.jobId)
  }
  expect(unknowns).toBeGreaterThan(1000)
  expect(unknowns).toBeLessThan(20_000)
})
