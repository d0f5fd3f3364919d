import { expect, test } from 'vitest'
import { emptyDraft, type Draft } from '@/lib/mj/draft'
import { createDraftUndo } from './draft-undo'

/** A composer on which one types, uses controls, and goes back and forth. */
function compose() {
  const undo = createDraftUndo()
  let draft: Draft = emptyDraft
  let at = 0
  const change = (next: Partial<Draft>, isTyped: boolean) => {
    const after = { ...draft, ...next }
    undo.record(draft, after, { isTyped, at })
    draft = after
  }
  return {
    text: () => draft.text,
    settings: () => draft.settings,
    rest: () => void (at += 5000),
    type: (text: string) => {
      for (const letter of text) {
        at += 100
        change({ text: draft.text + letter }, true)
      }
    },
    control: (next: Partial<Draft>) => change(next, false),
    undo: () => (draft = undo.undo(draft) ?? draft),
    redo: () => (draft = undo.redo(draft) ?? draft),
  }
}

test('what a control wrote into the text goes back, then what was typed', () => {
  const it = compose()
  it.type('fox --ar 1:1')
  it.control({ text: 'fox --ar 16:9' })
  it.undo()
  expect(it.text()).toBe('fox --ar 1:1')
  it.undo()
  expect(it.text()).toBe('')
  it.redo()
  it.redo()
  expect(it.text()).toBe('fox --ar 16:9')
})

test('a rest ends a stretch of typing', () => {
  const it = compose()
  it.type('a fox')
  it.rest()
  it.type(' in snow')
  it.undo()
  expect(it.text()).toBe('a fox')
})

test('a setting beside the text goes back as well', () => {
  const it = compose()
  it.type('fox')
  it.control({ settings: '--ar 3:2' })
  it.type(' cub')
  it.undo()
  it.undo()
  expect([it.text(), it.settings()]).toEqual(['fox', ''])
})

test('something new ends the way forward', () => {
  const it = compose()
  it.type('fox')
  it.undo()
  it.type('owl')
  it.redo()
  expect(it.text()).toBe('owl')
})

test('there is nothing before the beginning', () => {
  const it = compose()
  it.undo()
  it.type('fox')
  it.undo()
  it.undo()
  expect(it.text()).toBe('')
})
