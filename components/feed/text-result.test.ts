import { expect, test } from 'vitest'
import { readPrompts, readWeights } from './text-result'

test('four numbered prompts are four prompts without their numbers', () => {
  const text = '1️⃣ a red fox --ar 5:4\n\n2️⃣ a fox in snow\n\n3️⃣ fox, ink\n\n4️⃣ the fox'
  expect(readPrompts(text)).toEqual([
    { index: 1, prompt: 'a red fox --ar 5:4' },
    { index: 2, prompt: 'a fox in snow' },
    { index: 3, prompt: 'fox, ink' },
    { index: 4, prompt: 'the fox' },
  ])
})

test('lines without numbers, joined by carriage returns, are numbered in order', () => {
  expect(readPrompts('a fox\r\nan owl\r\na crow')).toEqual([
    { index: 1, prompt: 'a fox' },
    { index: 2, prompt: 'an owl' },
    { index: 3, prompt: 'a crow' },
  ])
})

test('a prompt over several lines stays one', () => {
  expect(readPrompts('1️⃣ a fox\nin the style of ink\n2️⃣ an owl')).toEqual([
    { index: 1, prompt: 'a fox in the style of ink' },
    { index: 2, prompt: 'an owl' },
  ])
})

test('links of a description are shown as their words', () => {
  expect(readPrompts('1️⃣ in the style of [Hokusai](https://example.com/h)')[0]?.prompt).toBe(
    'in the style of Hokusai',
  )
})

const shortened = `## Important tokens
**lighthouse** on a **cliff** ~~very~~ ~~nice~~

## Shortened prompts
1️⃣ lighthouse on a cliff

2️⃣ lighthouse, cliff`

test('shorten gives its prompts and not the words above them', () => {
  expect(readPrompts(shortened)).toEqual([
    { index: 1, prompt: 'lighthouse on a cliff' },
    { index: 2, prompt: 'lighthouse, cliff' },
  ])
})

test('shorten weighs each word', () => {
  expect(readWeights(shortened)).toEqual([
    { word: 'lighthouse', weight: 'heavy', share: null },
    { word: 'on a', weight: 'plain', share: null },
    { word: 'cliff', weight: 'heavy', share: null },
    { word: 'very', weight: 'light', share: null },
    { word: 'nice', weight: 'light', share: null },
  ])
  expect(readWeights('1️⃣ a fox')).toEqual([])
})

test('with details each word has its number, and the bars are no words', () => {
  const text = `## Important tokens
**lighthouse** (0.79) ████████░░
on a (0.02) ░░░░░░░░░░
~~very~~ (0) |░░░░░░░░░░|

## Shortened prompts
1️⃣ lighthouse`
  expect(readWeights(text)).toEqual([
    { word: 'lighthouse', weight: 'heavy', share: 0.79 },
    { word: 'on a', weight: 'plain', share: 0.02 },
    { word: 'very', weight: 'light', share: 0 },
  ])
})

test('an empty text has no prompts', () => {
  expect(readPrompts('')).toEqual([])
})
