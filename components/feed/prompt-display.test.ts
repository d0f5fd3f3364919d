import { expect, test } from 'vitest'
import type { TaskState } from '@/lib/mj/task'
import {
  bannedWordOf,
  displayPrompt,
  expectedAspect,
  expectsGrid,
  markWord,
  splitParameters,
} from './prompt-display'

const said = (prompt: string, promptEn = '', finalPrompt = '') => ({
  prompt,
  promptEn,
  finalPrompt,
  text: '',
})

test('the answer of a describe is not its prompt', () => {
  const text = '1️⃣ a fox --ar 5:4'
  const nothing = { text: '', english: '', parameters: [], images: 0 }
  expect(displayPrompt({ ...said('', '', text), text })).toEqual(nothing)
})

test('parameters are told from the words around them', () => {
  const pieces = splitParameters('a fox --ar 3:2 --raw, 雪 --v 7')
  expect(pieces.filter(({ isParameter }) => isParameter).map(({ text }) => text)).toEqual([
    '--ar 3:2',
    '--raw',
    '--v 7',
  ])
  expect(pieces.map(({ text }) => text).join('')).toBe('a fox --ar 3:2 --raw, 雪 --v 7')
})

test('words and parameters are shown apart', () => {
  expect(displayPrompt(said('a red fox, ink --ar 3:2 --v 7 --style raw'))).toEqual({
    text: 'a red fox, ink',
    english: '',
    parameters: ['--ar 3:2', '--v 7', '--style raw'],
    images: 0,
  })
})

test('the English prompt is shown beside a Chinese one, and not beside itself', () => {
  expect(displayPrompt(said('水墨漩涡 --niji 6', 'ink swirls --niji 6')).english).toBe('ink swirls')
  expect(displayPrompt(said('Ink swirls --v 7', 'ink swirls')).english).toBe('')
})

test('image prompts are counted instead of shown', () => {
  const display = displayPrompt(said('https://example.com/a.png https://example.com/b.png a fox'))
  expect(display).toMatchObject({ text: 'a fox', images: 2 })
})

test('a task without a prompt of its own shows what the gateway used', () => {
  expect(displayPrompt(said('', '', 'a fox --v 7')).text).toBe('a fox')
})

test('a banned word is marked wherever it stands, and nothing is lost', () => {
  const pieces = markWord('Blood moon over a blood-red sea', 'blood')
  expect(pieces.filter((one) => one.isMarked).map((one) => one.text)).toEqual(['Blood', 'blood'])
  expect(pieces.map((one) => one.text).join('')).toBe('Blood moon over a blood-red sea')
})

test.each([null, '', '  ', 'absent'])(
  'without a word to mark (%j) the text is one piece',
  (word) => {
    expect(markWord('a fox', word)).toEqual([{ text: 'a fox', isMarked: false }])
  },
)

test('a letter whose lower case is longer is not marked in the wrong place', () => {
  expect(markWord('İstanbul in fog', 'fog')).toEqual([{ text: 'İstanbul in fog', isMarked: false }])
})

test.each([
  ['a fox --ar 3:2', 1.5],
  ['a fox --ar 2:3', 2 / 3],
  ['a fox', 1],
  ['a fox --ar 1:0', 1],
  ['a fox --ar wide', 1],
  ['a fox --ar 99:1', 4],
])('%s is going to be %f wide', (prompt, aspect) => {
  expect(expectedAspect({ ...said(prompt), dimensions: null })).toBeCloseTo(aspect)
})

test('a blend is as wide as the shape that was chosen for it', () => {
  expect(expectedAspect({ ...said(''), dimensions: 'LANDSCAPE' })).toBeCloseTo(1.5)
  expect(expectedAspect({ ...said(''), dimensions: 'PORTRAIT' })).toBeCloseTo(2 / 3)
})

test('an upscale becomes one picture, everything else four', () => {
  const from = (customId: string) => ({ id: 'p', customId })
  expect(expectsGrid({ verb: 'imagine', action: '', parent: null })).toBe(true)
  expect(expectsGrid({ verb: 'action', action: '', parent: from('MJ::JOB::upsample::2::j') })).toBe(
    false,
  )
  expect(
    expectsGrid({ verb: 'action', action: '', parent: from('MJ::JOB::variation::2::j') }),
  ).toBe(true)
  expect(expectsGrid({ verb: 'swap', action: '', parent: null })).toBe(false)
  expect(expectsGrid({ verb: 'describe', action: '', parent: null })).toBe(false)
})

test.each<[TaskState, string | null]>([
  [{ name: 'refused', reason: 'banned-word', detail: '', bannedWord: 'gore' }, 'gore'],
  [{ name: 'refused', reason: 'no-credit', detail: '', bannedWord: null }, null],
  [{ name: 'failed', reason: 'banned-word', detail: 'The word `血腥` is banned.' }, '血腥'],
  [{ name: 'failed', reason: 'banned-word', detail: '可能包含敏感词' }, null],
  [{ name: 'failed', reason: 'other', detail: 'the word `gore` is fine' }, null],
])('the word in %j is %j', (state, word) => {
  expect(bannedWordOf(state)).toBe(word)
})
