import { describe, expect, test } from 'vitest'
import { emptyDraft, type DraftReference } from '@/lib/mj/draft'
import { promptLimit } from '@/lib/mj/prompt-draft'
import type { Speed } from '@/lib/mj/task'
import { obstacleOf, speedOf, submissionsOf, viewDraft, wantedAddresses } from './draft-view'
import { fileNameOf } from './file-name'

const view = (text: string, settings = '') => viewDraft({ ...emptyDraft, text, settings })

const at = (speed: Speed, references: DraftReference[] = []) => ({ speed, references })

describe('what stands in the way', () => {
  test.each([
    ['', 'blank'],
    ['--ar 3:2', 'blank'],
    ['x'.repeat(promptLimit + 1), 'too-long'],
    ['{a,b,c,d,e,f,g}{1,2,3,4,5,6}', 'too-many'],
  ])('%.20s: %s', (text, type) => {
    expect(obstacleOf(view(text), false)?.type).toBe(type)
  })

  test('nothing, for a prompt; being offline otherwise', () => {
    expect(obstacleOf(view('fox'), false)).toBeNull()
    expect(obstacleOf(view('fox'), true)).toEqual({ type: 'offline' })
  })
})

describe('what is submitted', () => {
  test('is one imagine per permutation', () => {
    expect(submissionsOf(view('{red, blue} fox', '--ar 3:2'), at('relax'))).toEqual([
      { verb: 'imagine', prompt: 'red fox --ar 3:2', speed: 'relax', botType: 'MID_JOURNEY' },
      { verb: 'imagine', prompt: 'blue fox --ar 3:2', speed: 'relax', botType: 'MID_JOURNEY' },
    ])
  })

  test('goes to the bot of its own model', () => {
    const bots = submissionsOf(view('fox --{v 7, niji 6}'), at('fast')).map(
      ({ botType }) => botType,
    )
    expect(bots).toEqual(['MID_JOURNEY', 'NIJI_JOURNEY'])
  })

  test('is nothing when there are too many', () => {
    expect(submissionsOf(view('{a,b,c,d,e,f,g}{1,2,3,4,5,6}'), at('fast'))).toEqual([])
  })
})

describe('pictures beside a prompt', () => {
  const references: DraftReference[] = [
    { id: 'a', role: 'image' },
    { id: 'b', role: 'character' },
  ]
  const destination = {
    capabilities: { references: true, upload: true },
    addressOf: (id: string) => `https://g.test/${id}`,
  }

  test('go to each of its permutations as its own model wants them', () => {
    const submissions = submissionsOf(view('fox --{v 6, v 7, v 8}'), {
      ...at('fast', references),
      destination,
    })
    expect(submissions.map((one) => 'prompt' in one && one.prompt)).toEqual([
      'fox --v 6 --cref https://g.test/b',
      'fox --v 7 --oref https://g.test/b',
      'fox --v 8',
    ])
    expect(submissions[0]).toMatchObject({ base64Array: ['reference:a'] })
  })

  test('are asked for where any permutation needs their address', () => {
    const blank = { ...destination, addressOf: () => null }
    expect(wantedAddresses(view('fox --{v 8, v 7}'), references, blank)).toEqual(['b'])
    expect(wantedAddresses(view('fox --v 8'), references, blank)).toEqual([])
    expect(wantedAddresses(view('fox --v 7'), references, destination)).toEqual([])
  })
})

test('a speed in the prompt goes before the switch', () => {
  expect(speedOf(view('fox --turbo'), 'relax')).toBe('turbo')
  expect(speedOf(view('fox'), 'relax')).toBe('relax')
})

test('a parameter that a permutation sets is marked as varied', () => {
  const varied = viewDraft({ ...emptyDraft, text: 'fox --ar {1:1, 3:2} --{v 6, v 7}' }).varied
  expect([...varied].toSorted()).toEqual(['ratio', 'version'])
})

test.each([
  ['https://a.b/c/d.png?x=1', 'd.png'],
  ['https://s.mj.run/', 's.mj.run'],
  ['random', 'random'],
])('%s is called %s', (address, name) => {
  expect(fileNameOf(address)).toBe(name)
})
