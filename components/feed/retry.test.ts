import { expect, test } from 'vitest'
import type { Task } from '@/lib/mj/task'
import { retryOf } from './retry'
import { taskWith } from './testing/task'

const task = (changes: Partial<Task>): Task =>
  taskWith({
    state: { name: 'failed', reason: 'other', detail: '' },
    prompt: 'a fox --v 7',
    botType: 'NIJI_JOURNEY',
    ...changes,
  })

test('an imagine is asked for again as it was, at its speed and to its bot', () => {
  expect(retryOf(task({}))).toEqual({
    type: 'submit',
    submission: { verb: 'imagine', prompt: 'a fox --v 7', speed: 'fast', botType: 'NIJI_JOURNEY' },
  })
})

test('an action presses its button again', () => {
  const parent = { id: 'p', customId: 'MJ::JOB::upsample::2::j' }
  expect(retryOf(task({ verb: 'action', parent, speed: null }))).toEqual({
    type: 'submit',
    submission: {
      verb: 'action',
      taskId: 'p',
      customId: parent.customId,
      botType: 'NIJI_JOURNEY',
    },
  })
})

test('a button that asks for a prompt opens its window with the prompt it had', () => {
  const parent = { id: 'p', customId: 'MJ::CustomZoom::j' }
  expect(retryOf(task({ verb: 'action', parent, prompt: 'a fox --zoom 1.4' }))).toEqual({
    type: 'window',
    taskId: 'p',
    customId: 'MJ::CustomZoom::j',
    prompt: 'a fox --zoom 1.4',
  })
})

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as [string, string]
const options = { speed: 'fast', botType: 'NIJI_JOURNEY' }

test.each<[Partial<Task>, object]>([
  [
    { verb: 'imagine', references: [a, b] },
    {
      verb: 'imagine',
      prompt: 'a fox --v 7',
      base64Array: [`reference:${a}`, `reference:${b}`],
    },
  ],
  [
    { verb: 'blend', prompt: '', references: [a, b], dimensions: 'PORTRAIT' },
    {
      verb: 'blend',
      base64Array: [`reference:${a}`, `reference:${b}`],
      dimensions: 'PORTRAIT',
    },
  ],
  [
    { verb: 'describe', prompt: '', references: [a] },
    { verb: 'describe', base64: `reference:${a}` },
  ],
  [
    { verb: 'swap', prompt: '', references: [a, b] },
    { verb: 'swap', sourceBase64: `reference:${a}`, targetBase64: `reference:${b}` },
  ],
])('%j is asked for again with its pictures', (changes, submission) => {
  expect(retryOf(task(changes))).toEqual({
    type: 'submit',
    submission: { ...submission, ...options },
  })
})

test.each(['blend', 'describe', 'swap', 'upload'] as const)(
  'a %s whose pictures nobody has any more is not offered again',
  (verb) => {
    expect(retryOf(task({ verb, prompt: '' }))).toBeNull()
  },
)
