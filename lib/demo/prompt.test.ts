import { describe, expect, it } from 'vitest'
import { findWord, bannedWords, readPrompt } from './prompt'
import { readMeaning, translate } from './vocabulary'

const read = (prompt: string) => readPrompt(prompt, 'MID_JOURNEY')

describe('a prompt', () => {
  it('is words without addresses and parameters', () => {
    expect(
      read('<https://s.mj.run/x> https://a/b.png a cat --ar 3:2 --no sun, fog --seed 7'),
    ).toMatchObject({
      text: 'a cat',
      aspect: 1.5,
      without: ['sun', 'fog'],
      seed: 7,
      complaint: null,
    })
  })

  it('knows short names, dashes and flags', () => {
    expect(read('cat —c 20 --s 700 --w 10 --style raw --tile')).toMatchObject({
      text: 'cat',
      chaos: 20,
      stylize: 700,
      weird: 10,
      isRaw: true,
      isTile: true,
    })
  })

  it.each([
    ['cat', 'v7'],
    ['cat --v 8', 'v8'],
    ['cat --version 6.1', 'v6.1'],
    ['cat --niji', 'v6'],
    ['cat --niji 7', 'v7'],
    ['cat --v 5.2', 'v5'],
    ['cat --v 4', 'old'],
  ])('%s is drawn by %s', (prompt, model) => {
    expect(read(prompt).model).toBe(model)
  })

  it.each(['--ar 0:1', '--ar wide', '--v 99', '--seed -1', '--chaos 101', '--zoom 3', '--fail'])(
    'complains about %s',
    (parameter) => {
      expect(read(`cat ${parameter}`).complaint).not.toBeNull()
    },
  )

  it('leaves parameters alone that the painter has no use for', () => {
    expect(read('cat --sref https://a/b.png --iw 2 --q 2 --sw 100 --exp 5').complaint).toBeNull()
  })

  it('is banned by whole words only', () => {
    expect(findWord(bannedWords, 'a gorecki symphony')).toBeUndefined()
    expect(findWord(bannedWords, 'GORE!')).toBe('gore')
  })
})

describe('the vocabulary', () => {
  it('finds motif and palette in both languages', () => {
    expect(readMeaning('violet mountains at dusk')).toEqual({ motif: 'ridges', palette: 'violet' })
    expect(readMeaning(translate('红色沙漠'))).toEqual({ motif: 'dunes', palette: 'ember' })
    expect(readMeaning('a thing')).toEqual({})
  })

  it('lets a mood give way to a colour, wherever it stands', () => {
    expect(readMeaning('ink swirls, celadon').palette).toBe('celadon')
    expect(readMeaning('sea in a storm, emerald').palette).toBe('jade')
    expect(readMeaning('a storm').palette).toBe('graphite')
  })

  it('prefers long words to their parts, and leaves what it does not know', () => {
    expect(translate('星空下的大海')).toBe('starry night under sea')
    expect(translate('机器猫 --v 7')).toBe('机器 cat --v 7')
    expect(translate('plain  English')).toBe('plain  English')
  })
})
