import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gridButtons } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const adopt = (ids: readonly string[], owner = viewer) =>
  under.studio.exchange.adopt(owner, 'scripted', ids)
const long = '1619855216344100864'

async function adopted(id: string) {
  const [adoption] = await adopt([id])
  if (adoption?.outcome !== 'adopted') throw new Error(JSON.stringify(adoption))
  return under.task(adoption.taskId)
}

it('a finished task becomes a task with buttons, words, times and a picture', async () => {
  under.gateway.report(long, {
    status: 'SUCCESS',
    action: 'IMAGINE',
    prompt: 'a red fox',
    finalPrompt: 'a red fox --v 7',
    imageUrl: 'https://cdn.test/fox.png',
    buttons: gridButtons,
    submitTime: 1_690_000_000_000,
    startTime: 1_690_000_001_000,
    finishTime: 1_690_000_050_000,
  })
  const task = await adopted(long)
  expect(task).toMatchObject({
    verb: 'imagine',
    prompt: 'a red fox',
    finalPrompt: 'a red fox --v 7',
    gatewayTaskId: long,
    createdAt: 1_690_000_000_000,
    startedAt: 1_690_000_001_000,
    finishedAt: 1_690_000_050_000,
    buttons: gridButtons,
  })
  await expect.poll(async () => (await under.task(task.id)).pictures[0]?.quadrants?.length).toBe(4)
  expect(under.gateway.sent).toEqual([])
})

it('its buttons work as if it had been made here', async () => {
  under.gateway.report('t1', {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.test/fox.png',
    buttons: gridButtons,
  })
  const task = await adopted('t1')
  const { customId } = gridButtons[0]!
  await under.submit({ verb: 'action', taskId: task.id, customId })
  expect(under.gateway.sent.at(-1)?.submission).toMatchObject({ taskId: 't1', customId })
})

it('a running task is watched to its end, and its long past teaches nothing about durations', async () => {
  under.gateway.report('t1', { status: 'IN_PROGRESS', progress: 30, submitTime: 1_690_000_000_000 })
  const task = await adopted('t1')
  expect(task.state).toMatchObject({ name: 'running', progress: 30 })
  under.gateway.report('t1', { status: 'SUCCESS', imageUrl: 'https://cdn.test/fox.png' })
  await under.until(task.id, 'done')
})

it('an open window can be answered here', async () => {
  under.gateway.report('t1', { status: 'MODAL', finalPrompt: 'a red fox --zoom 2', action: 'ZOOM' })
  const task = await adopted('t1')
  expect(task).toMatchObject({
    verb: 'action',
    state: { name: 'window', prompt: 'a red fox --zoom 2' },
  })
  await under.studio.confirmWindow(viewer, task.id, 'key-window-1', {
    prompt: 'a red fox --zoom 1.5',
  })
  await under.settled(task.id)
  expect(under.gateway.sent).toMatchObject([{ submission: { verb: 'modal', taskId: 't1' } }])
})

it.each([
  ['UPSCALE', 'upscale'],
  ['VARIATION', 'variation'],
  ['ZOOM', 'zoom-out'],
  ['INPAINT', 'region'],
  ['NEW_WORD', 'new_word'],
])('%s is a button that somebody pressed', async (action, kind) => {
  under.gateway.report('t1', { status: 'FAILURE', action })
  const task = await adopted('t1')
  const row = await under.studio.db
    .selectFrom('task')
    .select(['verb', 'kind'])
    .where('id', '=', task.id)
    .executeTakeFirst()
  expect(row).toEqual({ verb: 'action', kind })
})

describe('one by one it is told', () => {
  it('what was taken, what is here already and what nobody knows', async () => {
    const mine = await under.imagine()
    under.gateway.report('t1', { status: 'FAILURE', failReason: 'timeout' })
    const adoptions = await adopt(['t1', mine.gatewayTaskId!, 'nobody7'])
    expect(adoptions).toEqual([
      { id: 't1', outcome: 'adopted', taskId: expect.any(String) as string },
      { id: mine.gatewayTaskId, outcome: 'known', taskId: mine.id },
      { id: 'nobody7', outcome: 'absent' },
    ])
    expect((await adopt(['t1']))[0]).toMatchObject({ outcome: 'known' })
    expect((await under.studio.feed(viewer, { limit: 9 })).tasks).toHaveLength(2)
  })

  it('that another owner has it, and no more', async () => {
    const mine = await under.imagine()
    expect(await adopt([mine.gatewayTaskId!], viewerOf('somebody'))).toEqual([
      { id: mine.gatewayTaskId, outcome: 'elsewhere' },
    ])
  })

  it('that the gateway gave no answer, which is then not asked again and again', async () => {
    await under.close()
    under = await studioUnderTest({ capabilities: { listByCondition: false } })
    under.gateway.readFault = { type: 'unreadable', detail: 'down', retryAfterMs: null }
    const ids = Array.from({ length: 20 }, (_, n) => `t${n}`)
    expect((await adopt(ids)).map(({ outcome }) => outcome)).toEqual(ids.map(() => 'unanswered'))
    expect(under.gateway.reads.length).toBeLessThanOrEqual(4)
  })
})

it('a gateway that can list is asked once for all', async () => {
  for (const id of ['t1', 't2', 't3']) under.gateway.report(id, { status: 'FAILURE' })
  const before = under.gateway.reads.length
  await adopt(['t1', 't2', 't3'])
  expect(under.gateway.reads.length - before).toBe(1)
})

it('more than a hundred at a time, or an unknown gateway, is refused', async () => {
  const many = adopt(Array.from({ length: 101 }, (_, n) => `t${n}`))
  await expect(many).rejects.toMatchObject({ kind: 'bad-request' })
  const stranger = under.studio.exchange.adopt(viewer, 'gw-gone', ['t1'])
  await expect(stranger).rejects.toMatchObject({ kind: 'conflict' })
})
