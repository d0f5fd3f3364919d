import { describe, expect, test } from 'vitest'
import { emptyDraft, type Draft } from './draft'
import {
  absorbParts,
  clearedDraft,
  composeDraft,
  draftImages,
  isBlank,
  removeDraftImage,
  removeFromDraft,
  setInDraft,
  setModelInDraft,
  setSpeedInDraft,
  splitPaste,
  splitPrompt,
  unknownSettings,
} from './prompt-draft'

const draft = (text: string, settings = '', images: string[] = []): Draft => ({
  ...emptyDraft,
  images,
  text,
  settings,
})

describe('what is sent', () => {
  test('is images, text and settings behind one another', () => {
    expect(composeDraft(draft(' a fox ', '--ar 3:2', ['https://a.b/1.png']))).toBe(
      'https://a.b/1.png a fox --ar 3:2',
    )
  })

  test.each([
    ['fox --v 6', '--ar 3:2 --v 7', 'fox --v 6 --ar 3:2'],
    ['fox --niji 6', '--v 7 --s 50', 'fox --niji 6 --s 50'],
    ['fox --{v 6, v 7}', '--v 8', 'fox --{v 6, v 7}'],
    ['{fox --v 6, owl --v 7}', '--v 8 --tile', '{fox --v 6, owl --v 7} --tile'],
    ['fox --style cute', '--raw', 'fox --style cute'],
  ])('never holds a parameter twice: %s with %s', (text, settings, sent) => {
    expect(composeDraft(draft(text, settings))).toBe(sent)
  })
})

describe('a control', () => {
  test('edits the text where the text has the flag', () => {
    const after = setInDraft(draft('fox --ar 1:1 in snow', '--s 5'), 'ratio', '3:2')
    expect(after).toEqual(draft('fox --ar 3:2 in snow', '--s 5'))
  })

  test('edits the settings otherwise', () => {
    expect(setInDraft(draft('fox'), 'ratio', '3:2')).toEqual(draft('fox', '--ar 3:2'))
  })

  test('resets a parameter wherever it stands', () => {
    expect(removeFromDraft(draft('fox --s 9 big', '--s 5 --tile'), 'stylize')).toEqual(
      draft('fox big', '--tile'),
    )
  })

  test('speed is a switch, and edits the text only where the text names one', () => {
    expect(setSpeedInDraft(draft('fox'), 'turbo')).toEqual(draft('fox'))
    expect(setSpeedInDraft(draft('fox --fast --relax big'), 'turbo')).toEqual(
      draft('fox --turbo big'),
    )
  })

  test('one model takes the place of another', () => {
    const niji = { family: 'niji', version: '7' } as const
    expect(setModelInDraft(draft('fox', '--v 7 --s 5'), niji)).toEqual(
      draft('fox', '--niji 7 --s 5'),
    )
    expect(setModelInDraft(draft('fox --v 7'), niji)).toEqual(draft('fox --niji 7'))
    expect(setModelInDraft(draft('fox --v 7', '--niji 5'), null)).toEqual(draft('fox'))
  })
})

describe('a pasted prompt', () => {
  test('is split into pictures, text, settings and speed', () => {
    const source =
      '/imagine prompt: https://a.b/1.png a red fox, snow —ar 3：2 --v7 --fast --mystery 4'
    expect(splitPrompt(source)).toEqual({
      draft: draft('a red fox, snow', '--ar 3:2 --v 7 --mystery 4', ['https://a.b/1.png']),
      speed: 'fast',
    })
  })

  test('keeps a flag between words where it is', () => {
    expect(splitPrompt('a fox --ar 3:2 in snow').draft).toEqual(draft('a fox --ar 3:2 in snow'))
  })

  test('keeps an em dash that is prose', () => {
    expect(splitPrompt('silence — a fox — snow').draft.text).toBe('silence — a fox — snow')
  })

  test.each([
    ['silence — a fox', '', null],
    ['just words', '', null],
    ['a fox --tile', '', '--tile'],
    ['/imagine prompt: a fox', '', ''],
    ['https://a.b/1.png', 'fox --sref ', null],
    ['big --ar 3:2', 'fox --ar 1:1 ', null],
    ['big --niji 6', 'fox --v 7 ', null],
  ])('is taken apart where that is safe: %s after "%s"', (pasted, text, settings) => {
    const end = { from: text.length, to: text.length }
    expect(splitPaste(draft(text), pasted, end)?.draft.settings ?? null).toBe(settings)
  })

  test('gives its parts to the controls, and they win there', () => {
    const parts = draft('new', '--s 9 --niji 6', ['https://a.b/2.png'])
    expect(absorbParts(draft('words', '--s 5 --v 7', ['https://a.b/1.png']), parts)).toEqual(
      draft('words', '--s 9 --niji 6', ['https://a.b/1.png', 'https://a.b/2.png']),
    )
  })

  test('unknown flags stay as they are', () => {
    expect(unknownSettings(draft('', '--ar 3:2 --mystery 4'))).toEqual(['--mystery 4'])
  })
})

test('after a submit the settings of the text stay set', () => {
  expect(
    clearedDraft(draft('fox --ar 3:2 --turbo big', '--ar 1:1 --s 5', ['https://a.b/1.png'])),
  ).toEqual(draft('', '--s 5 --ar 3:2', ['https://a.b/1.png']))
})

test('pictures of the text and of the draft are one list', () => {
  const both = draft('https://a.b/2.png fox', '', ['https://a.b/1.png'])
  expect(draftImages(both)).toEqual(['https://a.b/1.png', 'https://a.b/2.png'])
  expect(removeDraftImage(both, 1).text).toBe('fox')
  expect(removeDraftImage(both, 0).images).toEqual([])
})

test('a draft without words or pictures is blank, whatever is set', () => {
  expect(isBlank(emptyDraft)).toBe(true)
  expect(isBlank(draft(' --ar 3:2 ', '--v 7'))).toBe(true)
  expect(isBlank(draft('', '', ['https://a.b/1.png']))).toBe(false)
})
