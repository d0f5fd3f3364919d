import { afterEach, expect, test, vi } from 'vitest'
import { dismissForADay, isDismissed } from './dismissed'

const day = 24 * 3_600_000

afterEach(() => vi.unstubAllGlobals())

test('what was dismissed is not told for a day, and another thing is', () => {
  const kept = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  }
  vi.stubGlobal('window', { localStorage })
  expect(isDismissed('quota-near', 1000)).toBe(false)
  dismissForADay('quota-near', 1000)
  expect(isDismissed('quota-near', 1000 + day - 1)).toBe(true)
  expect(isDismissed('quota-near', 1000 + day)).toBe(false)
  expect(isDismissed('quota-over', 1000)).toBe(false)
})

test('a browser that keeps nothing tells it again', () => {
  vi.stubGlobal('window', {
    get localStorage(): Storage {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  dismissForADay('quota-near')
  expect(isDismissed('quota-near')).toBe(false)
})
