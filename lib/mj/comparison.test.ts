import { expect, it } from 'vitest'
import { comparisonRows } from './comparison'

const task = (
  prompt: string,
  more: Partial<Parameters<typeof comparisonRows>[0][number]> = {},
) => ({
  prompt,
  seed: null,
  speed: 'fast' as const,
  botType: 'MID_JOURNEY' as const,
  gateway: { name: 'Studio' },
  ...more,
})

const rows = (...tasks: Parameters<typeof comparisonRows>[0]) =>
  comparisonRows(tasks).map(
    ({ name, values, isSame }) => `${name}: ${values.join(' | ')}${isSame ? ' =' : ''}`,
  )

it('the words, then each parameter, then facts', () => {
  expect(
    rows(
      task('a  fox --ar 3:2 --s 100 --raw', { seed: '77' }),
      task('a fox --aspect 3:2 --s 250 --glow 1', { speed: 'relax' }),
    ),
  ).toEqual([
    'words: a fox | a fox =',
    '--ar: 3:2 | 3:2 =',
    '--s: 100 | 250',
    '--raw: ✓ | ',
    '--glow:  | 1',
    'seed: 77 | ',
    'speed: fast | relax',
    'bot: MID_JOURNEY | MID_JOURNEY =',
    'gateway: Studio | Studio =',
  ])
})

it('a row in which nobody has anything is left out', () => {
  expect(rows(task(''), task(''))).not.toContain('words:  |  =')
  expect(comparisonRows([]).length).toBe(0)
})
