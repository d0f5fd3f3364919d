import { expect, test } from 'vitest'
import { foldText, neededForRun, phrasePart, runsOf, searchedText, termsOfRun } from './words'

const wordsOf = (text: string) => runsOf(text).map((run) => run.text)

test.each([
  ['Café', 'cafe'],
  ['ｃａｆé', 'cafe'],
  ['ＡＢＣ１２', 'abc12'],
  ['ŻÓŁW', 'zołw'],
  ['がぎ', 'がぎ'],
  ['ｶﾞ', 'ガ'],
  ['①', '1'],
])('%s is searched as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('a text is cut at everything that is no letter and no digit, and where the script changes', () => {
  expect(wordsOf("A close-up, 8k; don't_stop")).toEqual([
    'a',
    'close',
    'up',
    '8k',
    'don',
    't',
    'stop',
  ])
  expect(wordsOf('一只红狐狸,running fast 在雪地')).toEqual([
    '一只红狐狸',
    'running',
    'fast',
    '在雪地',
  ])
  expect(wordsOf('🦊 --- ，。')).toEqual([])
})

test('a word beyond all measure is found by its beginning', () => {
  expect(wordsOf('x'.repeat(5000))).toEqual(['x'.repeat(64)])
})

test('characters without spaces are found one by one and in pairs', () => {
  const [run] = runsOf('红狐狸')
  expect(termsOfRun(run!)).toEqual(['红', '狐', '狸', '红狐', '狐狸'])
  expect(neededForRun(run!)).toEqual({ terms: ['红狐', '狐狸'], isExact: false })
  expect(neededForRun(runsOf('狐狸')[0]!)).toEqual({ terms: ['狐狸'], isExact: true })
  expect(neededForRun(runsOf('狐')[0]!)).toEqual({ terms: ['狐'], isExact: true })
  expect(neededForRun(runsOf('fox')[0]!)).toEqual({ terms: ['fox'], isExact: true })
})

test('a character beyond the basic plane is one character', () => {
  expect(termsOfRun(runsOf('𠮷野')[0]!)).toEqual(['𠮷', '野', '𠮷野'])
})

const holds = (texts: string[], phrase: string, isOpen = false) =>
  searchedText(texts).includes(phrasePart(runsOf(phrase), isOpen))

test('a phrase is found where its words stand side by side, whole', () => {
  expect(holds(['The red, FOX runs'], 'red fox')).toBe(true)
  expect(holds(['The red old fox'], 'red fox')).toBe(false)
  expect(holds(['a bored fox'], 'red fox')).toBe(false)
  expect(holds(['red foxglove'], 'red fox')).toBe(false)
  expect(holds(['red foxglove'], 'red fox', true)).toBe(true)
})

test('a phrase does not reach from one text into the next', () => {
  expect(holds(['in red', 'fox in snow'], 'red fox')).toBe(false)
})

test('characters without spaces are found inside a run, beside words of letters too', () => {
  expect(holds(['一只深红色狐狸'], '红色狐狸')).toBe(true)
  expect(holds(['深红色的色狐狸'], '红色狐狸')).toBe(false)
  expect(holds(['深红色fox跑'], '红色 fox')).toBe(true)
})
