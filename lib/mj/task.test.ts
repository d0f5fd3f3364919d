import { expect, it } from 'vitest'
import { isDeveloping, isSettled, isUnderWay, type TaskState } from './task'

const done = (archive: 'keeping' | 'kept' | 'gone'): TaskState => ({
  name: 'done',
  archive,
  detail: '',
})

it('a finished task is under way until its pictures are kept or given up', () => {
  expect(isUnderWay(done('keeping'))).toBe(true)
  expect(isSettled(done('keeping'))).toBe(false)
  expect(isUnderWay(done('kept'))).toBe(false)
  expect(isSettled(done('gone'))).toBe(true)
})

it('a window waits for a person, so nothing follows by itself', () => {
  const window: TaskState = { name: 'window', prompt: 'a fox', editable: true }
  expect(isUnderWay(window)).toBe(false)
  expect(isDeveloping(window)).toBe(false)
  expect(isSettled(window)).toBe(false)
})
