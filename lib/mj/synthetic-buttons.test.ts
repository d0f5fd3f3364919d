import { describe, expect, test } from 'vitest'
import { parseButton } from './buttons'
import { readSyntheticButton, syntheticButtons } from './synthetic-buttons'

describe('synthetic buttons', () => {
  test('are those of a grid, in the order gateways have', () => {
    expect(syntheticButtons(4).map(({ label, emoji }) => label || emoji)).toEqual([
      'U1',
      'U2',
      'U3',
      'U4',
      '🔄',
      'V1',
      'V2',
      'V3',
      'V4',
    ])
  })

  test('are as many as there are pictures, and never more than four', () => {
    expect(syntheticButtons(2).map(({ label }) => label)).toEqual(['U1', 'U2', '', 'V1', 'V2'])
    expect(syntheticButtons(9)).toHaveLength(9)
    expect(syntheticButtons(0)).toEqual([])
  })

  test('mean to a screen what they mean to a gateway', () => {
    for (const button of syntheticButtons(4)) {
      const meaning = parseButton(button)
      const change = readSyntheticButton(button.customId)
      switch (change?.action) {
        case 'UPSCALE':
          expect(meaning).toMatchObject({ kind: 'upscale', index: change.index })
          break
        case 'VARIATION':
          expect(meaning).toMatchObject({ kind: 'variation', index: change.index })
          break
        default:
          expect(meaning).toMatchObject({ kind: 'reroll' })
          expect(change).toEqual({ action: 'REROLL', index: 1 })
      }
    }
  })

  test.each([
    'MJ::JOB::upsample::1::26d56b92-4ed6-45e2-8561-563797923135',
    'MJ::JOB::reroll::0::26d56b92-4ed6-45e2-8561-563797923135::SOLO',
    'MJ::JOB::upsample::0::safelight-change',
    'MJ::JOB::upsample::5::safelight-change',
    'MJ::Inpaint::1::safelight-change::SOLO',
    'x MJ::JOB::upsample::1::safelight-change',
    '',
  ])('are not %j', (customId) => {
    expect(readSyntheticButton(customId)).toBeUndefined()
  })
})
