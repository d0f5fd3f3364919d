import { expect, test } from 'vitest'
import { models } from './models'
import { formatPrompt, parsePrompt } from './prompt'
import { fixPrompt, lintPrompt } from './prompt-lint'

test.each<[string, string, string]>([
  ['fox --s 5000', 'out-of-range', 'fox --s 1000'],
  ['fox --chaos -4', 'out-of-range', 'fox --chaos 0'],
  ['fox --v 8 --q 2', 'not-for-model', 'fox --v 8'],
  ['fox --v 7 --cref https://a.b/c.png', 'not-for-model', 'fox --v 7'],
  ['fox --niji 6 --oref https://a.b/c.png', 'not-for-model', 'fox --niji 6'],
  ['fox --v 7 --niji 6', 'clash', 'fox --niji 6'],
  ['fox --v 7 --draft --q 4', 'clash', 'fox --v 7 --q 4'],
  ['fox --fast --relax', 'clash', 'fox --relax'],
  ['fox --s 5 --ar 3:2 --s 9', 'duplicate', 'fox --ar 3:2 --s 9'],
  ['fox —ar 3:2', 'misspelt', 'fox --ar 3:2'],
  ['fox --ar 3：2', 'misspelt', 'fox --ar 3:2'],
  ['狐狸--ar 3:2', 'misspelt', '狐狸 --ar 3:2'],
  ['fox --v7', 'misspelt', 'fox --v 7'],
  ['fox --s ２５０', 'misspelt', 'fox --s 250'],
  ['fox --seed', 'no-value', 'fox'],
  ['cat::2 dog --v 7', 'weights', 'cat dog --v 7'],
  ['{红，蓝} 狐狸', 'wide-commas', '{红, 蓝} 狐狸'],
  ['fox --ar 3:2 in snow', 'mid-text', 'fox in snow --ar 3:2'],
  ['red  fox', 'double-space', 'red fox'],
])('%s: %s, mended to %s', (source, type, mended) => {
  const prompt = parsePrompt(source)
  const warning = lintPrompt(prompt).find((one) => one.type === type)
  expect(warning).toBeDefined()
  const fixed = fixPrompt(prompt, warning!.fix)
  expect(formatPrompt(fixed)).toBe(mended)
  expect(lintPrompt(fixed).map((one) => one.type)).not.toContain(type)
})

test.each([
  'fox',
  'fox --ar 3:2 --v 7 --s 250 --c 12 --raw',
  'fox --v 6.1 --cref https://a.b/c.png --cw 0',
  'cat::2 dog::1 --v 6.1',
  'fox --s {100, 2000}',
  'fox --v 99 --q 4 --draft2',
  'fox --niji --style cute',
  'https://a.b/1.png fox --iw 1.5 --unknown flag',
  'fox\n\nin snow',
])('nothing to say about %s', (source) => {
  expect(lintPrompt(parsePrompt(source))).toEqual([])
})

test('a fix for a fault that is not there changes nothing', () => {
  const prompt = parsePrompt('fox --ar 3:2')
  expect(formatPrompt(fixPrompt(prompt, { type: 'set', name: 'stylize', value: '5' }))).toBe(
    'fox --ar 3:2',
  )
  expect(formatPrompt(fixPrompt(prompt, { type: 'move-to-end' }))).toBe('fox --ar 3:2')
})

test('every default lies within its range', () => {
  for (const model of models)
    for (const range of Object.values(model.understands))
      if (range !== true) {
        expect(range.default).toBeGreaterThanOrEqual(range.min)
        expect(range.default).toBeLessThanOrEqual(range.max)
      }
})
