import { expect, it } from 'vitest'
import { createReach, loadOnceReached } from './reach'

/** A studio that is away for so many questions. */
function away(questions: number) {
  const pauses: number[] = []
  let asked = 0
  const { reached } = createReach({
    answers: () => Promise.resolve((asked += 1) > questions),
    pause: (ms) => {
      pauses.push(ms)
      return Promise.resolve()
    },
  })
  return { reached, pauses, asked: () => asked }
}

it('asks at once, then ever more seldom, until the studio answers', async () => {
  const studio = away(8)
  expect(await studio.reached()).toBe(true)
  expect(studio.pauses).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
})

it('asks once for all who wait, and anew for who comes later', async () => {
  const studio = away(3)
  await Promise.all([studio.reached(), studio.reached(), studio.reached()])
  expect(studio.asked()).toBe(4)
  expect(await studio.reached()).toBe(false)
  expect(studio.asked()).toBe(5)
})

const notLoaded = () => Object.assign(new Error('no such file'), { name: 'ChunkLoadError' })

it('loads code when the studio is there again', async () => {
  let tries = 0
  const load = () => ((tries += 1) < 3 ? Promise.reject(notLoaded()) : Promise.resolve('code'))
  await expect(loadOnceReached(load, () => Promise.resolve())).resolves.toBe('code')
})

it('does not wait for ever for code that an answering studio no longer has', async () => {
  let waits = 0
  const reached = () => {
    waits += 1
    return Promise.resolve()
  }
  await expect(loadOnceReached(() => Promise.reject(notLoaded()), reached)).rejects.toThrow('file')
  expect(waits).toBe(2)
})

it('passes on at once what code throws of itself', async () => {
  const broken = () => Promise.reject(new TypeError('broken'))
  const reached = () => Promise.reject(new Error('never asked'))
  await expect(loadOnceReached(broken, reached)).rejects.toThrow('broken')
})
