import { expect, test } from 'vitest'
import { createTurns } from './turns'

/** Work that goes on until it is told to end. */
function held() {
  let end: (error?: Error) => void = () => undefined
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve())
  })
  return { work: () => ended, end: (error?: Error) => end(error) }
}

/** Lets everything that can go on do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('so many run at once and no more; the others follow in the order in which they came', async () => {
  const inTurn = createTurns(2)
  const jobs = Array.from({ length: 4 }, held)
  const begun: number[] = []
  const all = jobs.map(({ work }, n) =>
    inTurn(async () => {
      begun.push(n)
      await work()
    }),
  )
  await settle()
  expect(begun).toEqual([0, 1])
  jobs[1]!.end()
  await settle()
  expect(begun).toEqual([0, 1, 2])
  for (const { end } of jobs) end()
  await Promise.all(all)
  expect(begun).toEqual([0, 1, 2, 3])
})

test('work that fails leaves its place to the next', async () => {
  const inTurn = createTurns(1)
  const first = held()
  const failing = inTurn(first.work)
  const next = inTurn(() => Promise.resolve('done'))
  first.end(new Error('no'))
  await expect(failing).rejects.toThrow('no')
  await expect(next).resolves.toBe('done')
})
