import { beforeEach, describe, expect, test } from 'vitest'
import { emptyDraft } from '@/lib/mj/prompt-draft'
import { composerStore, giveReferences, reusePrompt } from './composer'

const state = () => composerStore.getState()
const write = (text: string, settings = '') => state().edit({ ...emptyDraft, text, settings })

beforeEach(() => {
  composerStore.setState(composerStore.getInitialState(), true)
})

test('a submit clears the text and keeps what was set', () => {
  write('a fox --ar 3:2', '--s 5')
  state().submitted('a fox --ar 3:2 --s 5', false)
  expect(state().draft).toEqual({ ...emptyDraft, settings: '--s 5 --ar 3:2' })
})

test('a submit that keeps changes nothing', () => {
  write('a fox --ar 3:2')
  state().submitted('a fox --ar 3:2', true)
  expect(state().draft.text).toBe('a fox --ar 3:2')
})

test('a refused draft comes back, but never over something new', () => {
  const refused = { ...emptyDraft, text: 'a fox' }
  state().restore(refused)
  expect(state().draft).toEqual(refused)
  write('an owl')
  state().restore(refused)
  expect(state().draft.text).toBe('an owl')
})

describe('history', () => {
  beforeEach(() => {
    state().submitted('first --s 1', false)
    state().submitted('second', false)
    state().submitted('first --s 1', false)
    write('unsent')
  })

  test('holds each prompt once, newest first', () => {
    expect(state().history).toEqual(['first --s 1', 'second'])
  })

  test('walks back and forth and ends where it began', () => {
    expect(state().recall(1)).toBe(true)
    expect(state().draft).toEqual({ ...emptyDraft, text: 'first', settings: '--s 1' })
    expect(state().recall(1)).toBe(true)
    expect(state().draft.text).toBe('second')
    expect(state().recall(1)).toBe(false)
    expect(state().recall(-1)).toBe(true)
    expect(state().recall(-1)).toBe(true)
    expect(state().draft.text).toBe('unsent')
    expect(state().recall(-1)).toBe(false)
  })
})

test('reusing a prompt takes it apart and keeps the old text within reach', () => {
  write('old words')
  reusePrompt({ prompt: 'a fox --ar 3:2', speed: 'turbo' })
  expect(state().draft).toEqual({ ...emptyDraft, text: 'a fox', settings: '--ar 3:2' })
  expect(state().speed).toBe('turbo')
  state().recall(1)
  expect(state().draft.text).toBe('old words')
})

test('a draft kept before there were references survives', async () => {
  const { migrate } = composerStore.persist.getOptions()
  const kept = {
    draft: { images: [], text: 'a fox', settings: '--ar 3:2' },
    speed: 'fast',
    history: [],
  }
  expect(await migrate?.(kept, 1)).toEqual({ ...kept, draft: { ...kept.draft, references: [] } })
})

test('pictures are given beside what is written', () => {
  write('a fox')
  giveReferences(['a'], 'style')
  expect(state().draft.text).toBe('a fox')
  expect(state().draft.references).toEqual([{ id: 'a', role: 'style', address: null }])
})
