import { expect, it } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import { createIntake } from './intake'
import type { Preparation } from './picture-files'

const filesNamed = (...names: readonly string[]) => names.map((name) => new File(['x'], name))
const taken = (file: Blob): Promise<Preparation> =>
  Promise.resolve({ picture: { blob: file, notes: [] } })

/** A studio whose answers come when the test says so. */
function scriptedStudio() {
  const calls: { name: string; answer: (id: string) => void; fail: (error: unknown) => void }[] = []
  const keep = (picture: Blob) =>
    new Promise<string>((resolve, reject) => {
      calls.push({ name: (picture as File).name, answer: resolve, fail: reject })
    })
  const called = async (name: string) => {
    for (;;) {
      const call = calls.find((one) => one.name === name)
      if (call) return call
      await Promise.resolve()
    }
  }
  return { keep, calls, called }
}

function bench(prepare = taken as (file: File) => Promise<Preparation>) {
  const studio = scriptedStudio()
  const delivered: string[] = []
  const intake = createIntake<'image'>({ prepare, keep: studio.keep })
  const take = (names: readonly string[], room = 10) =>
    intake.take(filesNamed(...names), {
      purpose: 'image',
      limitBytes: 100,
      room,
      deliver: (id) => delivered.push(id),
    })
  const states = () =>
    Object.fromEntries(intake.store.getState().entries.map(({ file, state }) => [file.name, state]))
  return { ...studio, intake, take, states, delivered }
}

it('pictures arrive in the order of the files, whichever the studio answers first', async () => {
  const { take, called, delivered, states } = bench()
  const over = take(['a', 'b', 'c'])
  ;(await called('c')).answer('C')
  ;(await called('a')).answer('A')
  ;(await called('b')).answer('B')
  await over
  expect(delivered).toEqual(['A', 'B', 'C'])
  expect(states()).toEqual({})
})

it('no more than three are on their way at once', async () => {
  const { take, called, calls, states } = bench()
  const over = take(['a', 'b', 'c', 'd', 'e'])
  await called('c')
  expect(calls.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(states()).toMatchObject({ d: 'waiting', e: 'waiting' })
  for (const name of ['b', 'd', 'a', 'c', 'e']) (await called(name)).answer(name)
  await over
  expect(states()).toEqual({})
})

it('one that fails keeps its reason and holds up no other', async () => {
  const { take, called, delivered, states, intake } = bench((file) =>
    file.name === 'notes.txt'
      ? Promise.resolve({ problem: { type: 'not-a-picture' } })
      : taken(file),
  )
  const over = take(['notes.txt', 'a'])
  ;(await called('a')).answer('A')
  await over
  expect(delivered).toEqual(['A'])
  expect(states()).toEqual({ 'notes.txt': 'failed' })
  expect(intake.store.getState().entries[0]?.problem).toEqual({ type: 'not-a-picture' })
})

it('what the studio did not answer to is held, and goes out again when it does', async () => {
  const { take, calls, called, delivered, states, intake } = bench()
  const over = take(['a'])
  ;(await called('a')).fail(new StudioError('unavailable', 'no answer'))
  await over
  expect(states()).toEqual({ a: 'held' })
  calls.length = 0
  const again = intake.resume()
  ;(await called('a')).answer('A')
  await again
  expect(delivered).toEqual(['A'])
  expect(states()).toEqual({})
})

it('a refusal stays until somebody tries again', async () => {
  const { take, calls, called, delivered, states, intake } = bench()
  const over = take(['a'])
  ;(await called('a')).fail(new StudioError('disk-full', 'no room'))
  await over
  await intake.resume()
  expect(states()).toEqual({ a: 'failed' })
  calls.length = 0
  const again = intake.retry(intake.store.getState().entries[0]!.id)
  ;(await called('a')).answer('A')
  await again
  expect(delivered).toEqual(['A'])
})

it('more files than there is room for are left out with a word', async () => {
  const { take, called, delivered, intake } = bench()
  const over = take(['a', 'b', 'c'], 1)
  ;(await called('a')).answer('A')
  await over
  expect(delivered).toEqual(['A'])
  expect(intake.store.getState().entries.map(({ problem }) => problem)).toEqual([
    { type: 'surplus' },
    { type: 'surplus' },
  ])
  intake.clear()
  expect(intake.store.getState().entries).toEqual([])
})

it('files that are no pictures take no room, and the last pictures are those left out', async () => {
  const order: string[] = []
  const { take, called, delivered, intake } = bench(async (file) => {
    // The later the file, the sooner it is prepared.
    for (let turns = 0; turns < 20 - Number(file.name.slice(-1)) * 5; turns++)
      await Promise.resolve()
    order.push(file.name)
    return file.name.startsWith('text')
      ? { problem: { type: 'not-a-picture' } }
      : { picture: { blob: file, notes: [] } }
  })
  const over = take(['text0', 'a1', 'b2'], 1)
  ;(await called('a1')).answer('A')
  await over
  expect(order).toEqual(['b2', 'a1', 'text0'])
  expect(delivered).toEqual(['A'])
  expect(intake.store.getState().entries.map(({ file, problem }) => [file.name, problem])).toEqual([
    ['text0', { type: 'not-a-picture' }],
    ['b2', { type: 'surplus' }],
  ])
})

it('what is taken back on its way arrives nowhere', async () => {
  const { take, called, delivered, states, intake } = bench()
  const over = take(['a'])
  const call = await called('a')
  intake.dismiss(intake.store.getState().entries[0]!.id)
  call.answer('A')
  await over
  expect(delivered).toEqual([])
  expect(states()).toEqual({})
})

it('a picture with something to be said of it stays listed after it was taken', async () => {
  const { take, called, delivered, states } = bench((file) =>
    Promise.resolve({ picture: { blob: file, notes: [{ type: 'first-frame' }] } }),
  )
  const over = take(['a'])
  ;(await called('a')).answer('A')
  await over
  expect(delivered).toEqual(['A'])
  expect(states()).toEqual({ a: 'taken' })
})
