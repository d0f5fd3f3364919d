import { describe, expect, test } from 'vitest'
import { modelOf, readModel, setModel } from './models'
import { formatParameter, parameterNames, parameters, type ParameterName } from './params'
import {
  formatPrompt,
  hasParameter,
  imagesOf,
  parametersOf,
  parsePrompt,
  readParameter,
  removeParameter,
  segmentsOf,
  setParameter,
  settingsOf,
  textOf,
  variedParameters,
} from './prompt'

/** mulberry32: the same prompts on every machine. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!,
    next,
  }
}

const pieces = [
  'a red fox', '一只红狐狸', '雪夜，灯笼', '🦊', '👩‍👩‍👧', ' ', '  ', '\n', '\t', '　', ',', '，', '--', '---', '—', '–', '－－', '-', '::', '::2',
  '{', '}', '{a, b}', '{a，b}', '\\{', '\\,', '\\', 'https://x.io/a.png', '<https://s.mj.run/abc>', 'http://',
  '--ar 3:2', '--ar 3：2', '--ar', '--aspect 16:9', '--v 7', '--v7', '—v 6.1', '–ar 1:1', '－－s 5', '--version 6', '--niji', '--niji 6', '--s 250', '--stylize 99999',
  '--chaos high', '--no a, b c', '—no text', '--seed 12', '--tile', '--raw', '--style raw', '--style cute', '--sref https://x.io/s.png random 12::2',
  '--cref https://x.io/c.png --cw 0', '--p', '--p abc12de', '--fast', '--unknown', '--unknown thing', '--ar {1:1, 3:2}', '--{v 6, v 7}', '--s 1{0,5}0',
  'word--another', 'fox--ar 3:2', '猫--ar 3:2', '--iw .5', '--q 0.25', '\u0000', '\ud800',
] // oxfmt-ignore

/** Glued, any piece may run into the next: then even what a flag is may be open, and only reading is promised. */
function randomPrompt(seed: number, gaps: readonly string[] = [' ']): string {
  const { pick, next } = chance(seed)
  let source = ''
  const length = Math.floor(next() * 12)
  for (let at = 0; at < length; at++) source += pick(pieces) + pick(gaps)
  return source
}

const seeds = Array.from({ length: 10_000 }, (_, index) => index + 1)

const sampleValues: Readonly<Record<string, string>> = {
  ratio: '7:5',
  number: '42',
  'optional-number': '6',
  word: 'low',
  list: 'hats, big dogs',
  references: 'https://x.io/z.png',
  codes: 'zz12345',
  none: '',
}

describe('any text', () => {
  test('comes back character for character', () => {
    for (const seed of seeds) {
      const source = randomPrompt(seed, ['', ' '])
      expect(formatPrompt(parsePrompt(source)), `seed ${seed}`).toBe(source)
    }
  })

  test('has what was set, once, and keeps every other setting', () => {
    for (const seed of seeds) {
      const { pick } = chance(seed)
      const name = pick(parameterNames)
      const value = sampleValues[parameters[name].value]!
      const before = parsePrompt(randomPrompt(seed))
      if (name === 'raw' || name === 'style' || variedParameters(before).has(name)) continue
      const after = setParameter(before, name, value)
      const where = `seed ${seed}: ${formatPrompt(before)} ⇒ ${formatPrompt(after)}`
      expect(readParameter(after, name), where).toBe(value)
      const others = (prompt: typeof before) =>
        [...settingsOf(prompt)].filter(([other]) => other !== name)
      expect(others(after), where).toEqual(others(before))
      expect(segmentsOf(after, name).length, where).toBe(
        Math.max(1, segmentsOf(before, name).length),
      )
    }
  })

  test('keeps every character outside the parameter that is set', () => {
    for (const seed of seeds) {
      const name = chance(seed).pick<ParameterName>(['ratio', 'stylize', 'version', 'no', 'seed'])
      const before = parsePrompt(randomPrompt(seed, ['', ' ']))
      const last = segmentsOf(before, name).at(-1)
      if (!last) continue
      const value = sampleValues[parameters[name].value]!
      const [head, tail] = around(before, last)
      const after = formatPrompt(setParameter(before, name, value))
      expect(after.startsWith(head) && after.endsWith(tail), `seed ${seed}`).toBe(true)
    }
  })

  test('has nothing left of what was removed', () => {
    for (const seed of seeds) {
      const name = chance(seed).pick(parameterNames)
      const prompt = parsePrompt(randomPrompt(seed))
      expect(readParameter(removeParameter(prompt, name), name), `seed ${seed}`).toBeNull()
    }
  })

  test('names exactly one model after one was chosen', () => {
    for (const seed of seeds) {
      const prompt = parsePrompt(randomPrompt(seed))
      if (variedParameters(prompt).has('version') || variedParameters(prompt).has('niji')) continue
      const choice = chance(seed).pick([
        { family: 'midjourney', version: '7' },
        { family: 'niji', version: '6' },
      ] as const)
      const after = setModel(prompt, choice)
      const where = `seed ${seed}: ${formatPrompt(prompt)} ⇒ ${formatPrompt(after)}`
      expect(readModel(after), where).toEqual(choice)
      expect(
        segmentsOf(after, choice.family === 'niji' ? 'version' : 'niji'),
        `seed ${seed}`,
      ).toEqual([])
    }
  })
})

function around(prompt: ReturnType<typeof parsePrompt>, segment: object): [string, string] {
  const at = prompt.segments.findIndex((other) => other === segment)
  const text = (from: number, to?: number) =>
    prompt.segments
      .slice(from, to)
      .map(({ raw }) => raw)
      .join('')
  return [text(0, at), text(at + 1)]
}

describe('reading', () => {
  test.each<[string, ParameterName, string]>([
    ['fox --ar 3:2', 'ratio', '3:2'],
    ['fox --aspect 16:9', 'ratio', '16:9'],
    ['fox --AR 3:2', 'ratio', '3:2'],
    ['fox —ar 3:2', 'ratio', '3:2'],
    ['fox –ar 3:2', 'ratio', '3:2'],
    ['fox －－ar 3：2', 'ratio', '3：2'],
    ['狐狸--ar 3:2', 'ratio', '3:2'],
    ['fox --ar 3:2, in snow', 'ratio', '3:2'],
    ['fox --ar {1:1, 3:2} --v 7', 'ratio', '{1:1, 3:2}'],
    ['fox --v7', 'version', '7'],
    ['fox --version 6.1', 'version', '6.1'],
    ['fox --niji --ar 1:1', 'niji', ''],
    ['fox --niji 6', 'niji', '6'],
    ['fox --s 1{0, 5}0 --tile', 'stylize', '1{0, 5}0'],
    ['fox --no hats, big dogs --tile', 'no', 'hats, big dogs'],
    ['fox —no text', 'no', 'text'],
    ['fox --no {red, blue} hats --tile', 'no', '{red, blue} hats'],
    ['fox --style raw', 'raw', 'raw'],
    ['fox --raw', 'raw', ''],
    ['fox --style cute', 'style', 'cute'],
    [
      'fox --sref https://a.b/c.png random 99::2 --sw 5',
      'styleReference',
      'https://a.b/c.png random 99::2',
    ],
    ['fox --p abc12de m123456789', 'profile', 'abc12de m123456789'],
    ['fox --p a red hat', 'profile', ''],
    ['fox --r 4', 'repeat', '4'],
    ['fox --s 50 --s 900', 'stylize', '900'],
    ['fox --iw 0.5', 'imageWeight', '0.5'],
    ['fox --seed', 'seed', ''],
    ['fox --motion high', 'motion', 'high'],
  ])('%s', (source, name, value) => {
    expect(readParameter(parsePrompt(source), name)).toBe(value)
  })

  test.each([
    'the house — no one lives there',
    'well-known--really',
    'a —fox',
    'range 1–2',
    'a - b -- c',
    'cat::2 dog::1',
    '"--"',
  ])('no parameter in %s', (source) => {
    expect(parametersOf(parsePrompt(source))).toEqual([])
  })

  test('images are read at the front only', () => {
    const prompt = parsePrompt('https://a.b/1.png <https://s.mj.run/x> fox https://a.b/2.png')
    expect(imagesOf(prompt).map((image) => image.url)).toEqual([
      'https://a.b/1.png',
      'https://s.mj.run/x',
    ])
    expect(textOf(prompt)).toBe('fox https://a.b/2.png')
  })

  test('an unknown flag is kept with one word as its value', () => {
    const [flag] = parametersOf(parsePrompt('fox --lowkey 3 in snow'))
    expect(flag).toMatchObject({ name: null, flag: 'lowkey', value: '3' })
  })

  test('a parameter inside a permutation is known to vary', () => {
    expect([...variedParameters(parsePrompt('fox --{v 6, niji 6}'))]).toEqual(['version', 'niji'])
    expect(hasParameter(parsePrompt('{fox --s 50, owl --s 900}'), 'stylize')).toBe(true)
    expect(hasParameter(parsePrompt('{fox, v}'), 'version')).toBe(false)
  })
})

describe('writing', () => {
  test('keeps the flag as it was spelt', () => {
    expect(formatPrompt(setParameter(parsePrompt('fox --aspect 1:1 snow'), 'ratio', '3:2'))).toBe(
      'fox --aspect 3:2 snow',
    )
  })

  test('appends what is missing behind one space', () => {
    expect(formatPrompt(setParameter(parsePrompt('fox'), 'tile'))).toBe('fox --tile')
    expect(formatPrompt(setParameter(parsePrompt('fox '), 'ratio', '3:2'))).toBe('fox --ar 3:2')
    expect(formatParameter('chaos', '12')).toBe('--c 12')
  })

  test('leaves a permutation of the flag alone', () => {
    const prompt = parsePrompt('fox --{v 6, v 7}')
    expect(setParameter(prompt, 'version', '8')).toBe(prompt)
  })

  test('removing takes the space before along, and every occurrence', () => {
    const prompt = parsePrompt('fox --s 50 in snow --s 900')
    expect(formatPrompt(removeParameter(prompt, 'stylize'))).toBe('fox in snow')
    expect(formatPrompt(removeParameter(parsePrompt('--ar 3:2 fox'), 'ratio'))).toBe('fox')
  })

  test('a niji model takes the place of a version', () => {
    const after = setModel(parsePrompt('fox --v 7 --ar 3:2'), { family: 'niji', version: '6' })
    expect(formatPrompt(after)).toBe('fox --niji 6 --ar 3:2')
  })
})

test('a model newer than the table is measured by its generation', () => {
  expect(modelOf({ family: 'midjourney', version: '8.1' })?.id).toBe('v8')
  expect(modelOf({ family: 'midjourney', version: '12' })).toBeNull()
  expect(modelOf({ family: 'niji', version: '' })?.id).toBe('niji7')
})
