import { expect, test } from 'vitest'
import type { Task } from '@/lib/mj/task'
import { imaginedOf, isImagining, pressOfImagined } from './imagined'
import { taskWith } from './testing/task'

const imagine = (id: string, createdAt: number, changes: Partial<Task> = {}): Task =>
  taskWith({ id, createdAt, ...changes })
const origin = { createdAt: 100 }

test('the newest imagine of the same words counts', () => {
  const tasks = [imagine('a', 110), imagine('c', 130), imagine('b', 120)]
  expect(imaginedOf(tasks, origin, 'a fox')?.id).toBe('c')
})

test('what was made before the text, of other words, or from a button is not its child', () => {
  const tasks = [
    imagine('early', 90),
    imagine('other', 110, { prompt: 'a fox at night' }),
    imagine('pressed', 110, { parent: { id: 'p', customId: 'MJ::JOB::reroll::0::j' } }),
    imagine('blend', 110, { verb: 'blend' }),
  ]
  expect(imaginedOf(tasks, origin, 'a fox')).toBeUndefined()
})

test('a card shows its child as a button shows one', () => {
  expect(pressOfImagined(undefined)).toEqual({ name: 'idle' })
  expect(pressOfImagined(imagine('a', 110))).toEqual({ name: 'running', childId: 'a' })
})

test('a prompt on its way to the studio is being imagined', () => {
  expect(isImagining([{ verb: 'imagine', prompt: 'a fox' }], 'a fox')).toBe(true)
  expect(isImagining([{ verb: 'shorten', prompt: 'a fox' }], 'a fox')).toBe(false)
})
