import { expect, test } from 'vitest'
import type { Child, TaskStateName } from '@/lib/mj/task'
import { parseButton } from '@/lib/mj/buttons'
import { pressOf, pressOfButton, pressOfChild } from './press'

const u2 = 'MJ::JOB::upsample::2::j'
const child = (id: string, state: TaskStateName, customId = u2): Child => ({ id, customId, state })

test('a button nobody has pressed is idle', () => {
  expect(pressOf({ children: [child('a', 'done', 'other')] }, u2, false)).toEqual({ name: 'idle' })
})

test('a press shows from the moment of the click, before there is a child', () => {
  expect(pressOf({ children: [] }, u2, true)).toEqual({ name: 'sending' })
})

test('pressing again shows the new press, not the old result', () => {
  const children = [child('old', 'done'), child('new', 'running')]
  expect(pressOf({ children }, u2, false)).toEqual({ name: 'running', childId: 'new' })
  expect(pressOf({ children: [child('old', 'done')] }, u2, true)).toEqual({ name: 'sending' })
})

test.each<[TaskStateName, string]>([
  ['queued', 'running'],
  ['sending', 'running'],
  ['waiting', 'running'],
  ['running', 'running'],
  ['window', 'waiting'],
  ['unclear', 'waiting'],
  ['done', 'done'],
  ['refused', 'failed'],
  ['not-sent', 'failed'],
  ['failed', 'failed'],
  ['lost', 'failed'],
  ['cancelled', 'idle'],
])('a child that is %s makes its button %s', (state, name) => {
  expect(pressOfChild('c', state).name).toBe(name)
})

test('a bookmark stays pressed: by our own child, or by the style the gateway gives it', () => {
  const customId = 'MJ::BOOKMARK::j'
  const bookmark = (style: number) => {
    const button = { customId, label: '', emoji: '❤️', style }
    return { button, meaning: parseButton(button) }
  }
  expect(pressOfButton({ children: [] }, bookmark(2), false)).toEqual({ name: 'idle' })
  expect(pressOfButton({ children: [] }, bookmark(3), false)).toEqual({ name: 'favourite' })
  const children = [child('a', 'done', customId)]
  expect(pressOfButton({ children }, bookmark(2), false)).toEqual({ name: 'favourite' })
})

test('a pressed style says nothing of other buttons: they can be pressed again', () => {
  const button = { customId: u2, label: 'U2', emoji: '', style: 3 }
  const placed = { button, meaning: parseButton(button) }
  expect(pressOfButton({ children: [] }, placed, false)).toEqual({ name: 'idle' })
})
