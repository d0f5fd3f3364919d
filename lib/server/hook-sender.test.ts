import { afterEach, expect, test } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import type { MjTask } from './mj-task'
import { joined } from './testing/people'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

const notifyHook = 'https://tool.example/hook?for=7'

type Told = { url: string; task: MjTask }

let under: StudioUnderTest
afterEach(() => under.close())

/** A studio whose hooks arrive in `told`; `answer` decides what becomes of each, by its number from 0. */
async function open(answer: (n: number) => number | Error | Promise<number> = () => 200) {
  const told: Told[] = []
  under = await studioUnderTest({
    origin: 'https://studio.example',
    postHook: async (url, body) => {
      told.push({ url, task: JSON.parse(body) as MjTask })
      const outcome = await answer(told.length - 1)
      if (outcome instanceof Error) throw outcome
      return outcome
    },
  })
  return told
}

const imagine = () =>
  under.submit({ verb: 'imagine', prompt: 'a red fox', state: 'order 7', notifyHook })
const steps = (told: readonly Told[]) =>
  told.map(({ task }) => `${task.status} ${task.progress ?? '-'}`)

test('a tool is told of each step once, in the words of fetch', async () => {
  const told = await open()
  const task = await imagine()
  await under.clock.settle()
  for (const progress of [15, 15, 46]) {
    under.gateway.report('gw1', { status: 'IN_PROGRESS', progress })
    await under.clock.advance(4000)
  }
  under.gateway.report('gw1', { status: 'FAILURE', failReason: 'no' })
  await under.until(task.id, 'failed')
  await under.clock.advance(60_000)
  expect(steps(told)).toEqual(['SUBMITTED 0%', 'IN_PROGRESS 15%', 'IN_PROGRESS 46%', 'FAILURE '])
  expect(told.every(({ url }) => url === notifyHook)).toBe(true)
  expect(told.at(-1)?.task).toMatchObject({ id: task.id, state: 'order 7', failReason: 'no' })
  expect(under.gateway.sent[0]?.submission.notifyHook).toBeUndefined()
})

test('nobody is told of a task that asked for nothing', async () => {
  const told = await open()
  await under.imagine()
  await under.clock.advance(10_000)
  expect(told).toEqual([])
})

test('what cannot be delivered is tried twice more, and then lost', async () => {
  const told = await open((n) => (n % 2 === 0 ? 503 : new Error('reset')))
  await imagine()
  await under.clock.advance(120_000)
  expect(steps(told)).toEqual(Array(3).fill('SUBMITTED 0%'))
})

test('an address that is refused is not tried again', async () => {
  const told = await open(() => new StudioError('forbidden', 'private address'))
  await imagine()
  await under.clock.advance(120_000)
  expect(told).toHaveLength(1)
})

test('a step that is overtaken on the way is left out', async () => {
  let arrive = () => {}
  const slow = new Promise<number>((resolve) => {
    arrive = () => resolve(200)
  })
  const told = await open((n) => (n === 0 ? slow : 200))
  await imagine()
  for (const progress of [15, 31, 46]) {
    under.gateway.report('gw1', { status: 'IN_PROGRESS', progress })
    await under.clock.advance(4000)
  }
  expect(told).toHaveLength(1)
  arrive()
  await under.clock.advance(1)
  expect(steps(told)).toEqual(['SUBMITTED 0%', 'IN_PROGRESS 46%'])
})

test('a studio that starts again goes on telling', async () => {
  const told = await open()
  const task = await imagine()
  await under.clock.settle()
  await under.restart()
  under.gateway.report('gw1', { status: 'FAILURE', failReason: 'no' })
  await under.until(task.id, 'failed')
  await under.clock.advance(1000)
  expect(steps(told).at(-1)).toBe('FAILURE ')
})

test('a tool of somebody who was removed hears nothing more', async () => {
  const told = await open()
  const ada = await joined(under.studio, 'Ada')
  const submission = { verb: 'imagine', prompt: 'a red fox', notifyHook } as const
  await under.studio.submit(ada, [{ clientKey: 'a-click-of-hers', submission }])
  await under.clock.advance(4000)
  expect(steps(told)).toEqual(['SUBMITTED 0%'])
  await under.studio.members.remove(ada.ownerId)
  under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 50 })
  await under.clock.advance(60_000)
  expect(told).toHaveLength(1)
})
