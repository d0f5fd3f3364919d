import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseClock, systemClock } from './clock'

const day = 86_400_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the clock of a process', () => {
  it.each([
    ['forwards by a day', day],
    ['back by a day', -day],
  ])('is not moved when somebody sets the wall’s %s', (_name, jumpMs) => {
    const clock = systemClock()
    const before = clock.now()
    vi.setSystemTime(Date.now() + jumpMs)
    vi.advanceTimersByTime(1500)
    expect(clock.now() - before).toBe(1500)
  })

  it('lets a wait that has begun end when it would have', () => {
    const ended = vi.fn()
    systemClock().after(1000, ended)
    vi.setSystemTime(Date.now() - day)
    vi.advanceTimersByTime(999)
    expect(ended).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(ended).toHaveBeenCalledOnce()
  })
})

describe('the clock of a database', () => {
  /** How far the database is ahead of this machine. */
  let aheadMs = 0
  const ask = () => Promise.resolve(performance.now() + 1_700_000_000_000 + aheadMs)
  beforeEach(() => {
    aheadMs = 0
  })

  it('is followed where it drifts', async () => {
    const clock = await databaseClock(ask)
    const before = clock.now()
    aheadMs = 1000
    await clock.follow()
    expect(clock.now() - before).toBe(1000)
  })

  it.each([
    ['forwards by a day', day],
    ['back by a day', -day],
  ])('is not followed where it is set %s', async (_name, jumpMs) => {
    const clock = await databaseClock(ask)
    const before = clock.now()
    aheadMs = jumpMs
    await clock.follow()
    vi.advanceTimersByTime(10)
    expect(clock.now() - before).toBe(10)
  })

  it('stands still where it drifts back, until it is caught up', async () => {
    const clock = await databaseClock(ask)
    const before = clock.now()
    aheadMs = -1000
    await clock.follow()
    vi.advanceTimersByTime(400)
    expect(clock.now()).toBe(before)
    vi.advanceTimersByTime(700)
    expect(clock.now() - before).toBe(100)
  })
})
