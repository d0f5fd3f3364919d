import { expect, test } from 'vitest'
import { createBell } from './changes-bell'
import { handClock } from './testing/hand-clock'

test('a ring wakes everybody who waits', async () => {
  const bell = createBell(handClock())
  const woken = Promise.all([bell.wait(10_000), bell.wait(20_000)])
  bell.ring()
  expect(await woken).toHaveLength(2)
})

test('a closed bell lets everybody go, and says so to those who would wait again', async () => {
  const bell = createBell(handClock())
  const waiting = bell.wait(10_000)
  expect(bell.isClosed()).toBe(false)
  bell.close()
  await waiting
  await bell.wait(10_000)
  expect(bell.isClosed()).toBe(true)
})
