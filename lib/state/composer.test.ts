import { beforeEach, describe, expect, test } from 'vitest'
import { emptyDraft } from '@/lib/mj/draft'
import { composerStore, giveReferences, readKept } from './composer'
import { recall, reuse } from './prompt-history'

const state = () => composerStore.getState()
const write = (text: string, settings = '') => state().edit({ ...emptyDraft, text, settings })

beforeEach(() => {
  composerStore.setState(composerStore.getInitialState(), true)
})

test('a refused draft comes back, but never over something new', () => {
  const refused = { ...emptyDraft, text: 'a fox' }
  state().restore(refused)
  expect(state().draft).toEqual(refused)
  write('an owl')
  state().restore(refused)
  expect(state().draft.text).toBe('an owl')
})

test('a refused draft does not bring back pictures that were taken out since', () => {
  giveReferences(['a'], 'style')
  const refused = { ...state().draft, text: 'a fox' }
  state().edit(emptyDraft)
  state().restore(refused)
  expect(state().draft).toEqual({ ...emptyDraft, text: 'a fox' })
})

describe('history', () => {
  beforeEach(() => {
    state().submitted('first --s 1', emptyDraft)
    state().submitted('second', emptyDraft)
    state().submitted('first --s 1', emptyDraft)
    write('unsent')
  })

  test('holds each prompt once, newest first', () => {
    expect(state().history).toEqual(['first --s 1', 'second'])
  })

  test('walks back and forth and ends where it began', () => {
    expect(recall(1)).toBe(true)
    expect(state().draft).toEqual({ ...emptyDraft, text: 'first', settings: '--s 1' })
    expect(recall(1)).toBe(true)
    expect(state().draft.text).toBe('second')
    expect(recall(1)).toBe(false)
    expect(recall(-1)).toBe(true)
    expect(recall(-1)).toBe(true)
    expect(state().draft.text).toBe('unsent')
    expect(recall(-1)).toBe(false)
  })

  test('brings back words beside the pictures that are there', () => {
    giveReferences(['a'], 'style')
    recall(1)
    expect(state().draft.references).toEqual([{ id: 'a', role: 'style' }])
  })
})

test('reusing a prompt takes it apart and keeps the old text within reach', () => {
  write('old words')
  giveReferences(['a'], 'image')
  reuse('a fox --ar 3:2', 'turbo')
  expect(state().draft).toEqual({
    ...emptyDraft,
    text: 'a fox',
    settings: '--ar 3:2',
    references: [{ id: 'a', role: 'image' }],
  })
  expect(state().speed).toBe('turbo')
  recall(1)
  expect(state().draft.text).toBe('old words')
})

test('words made of the words here keep the settings beside them', () => {
  write('a very nice fox --ar 3:2', '--s 5')
  reuse('a fox --s 9', null, true)
  expect(state().draft).toEqual({ ...emptyDraft, text: 'a fox', settings: '--ar 3:2 --s 9' })
})

test('the gateway says what speed to begin with, until somebody chooses', () => {
  state().beginWithSpeed('relax')
  expect(state().speed).toBe('relax')
  state().chooseSpeed('turbo')
  state().beginWithSpeed('fast')
  expect(state().speed).toBe('turbo')
})

test('pictures are given beside what is written, none twice in one role', () => {
  write('a fox')
  giveReferences(['a', 'b', 'a'], 'style')
  giveReferences(['b', 'c'], 'style')
  giveReferences(['a'], 'image')
  expect(state().draft.text).toBe('a fox')
  expect(state().draft.references.map(({ id, role }) => `${role} ${id}`)).toEqual([
    'style a',
    'style b',
    'style c',
    'image a',
  ])
})

describe('what the browser keeps', () => {
  test('is read again from before there were references', () => {
    const draft = { images: [], text: 'a fox', settings: '--ar 3:2' }
    const kept = { state: { draft, speed: 'fast', history: ['x'] }, version: 1 }
    expect(readKept(JSON.stringify(kept))).toEqual({
      draft: { ...draft, references: [] },
      speed: 'fast',
      hasChosenSpeed: false,
      history: ['x'],
    })
  })

  test.each([null, '', '{', '1', '{"version":2}'])('%j is nothing of ours', (source) => {
    expect(readKept(source)).toBeNull()
  })
})
