import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dooyExport, licoyList, lobeData } from '@/lib/mj/testing/mover-histories'
import type { Task } from '@/lib/mj/task'
import { imported, received, resting } from './testing/exchange'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  // After all that is in the histories, and after most of their links.
  under = await studioUnderTest({ startAt: 1_725_000_000_000 })
})
afterEach(() => under.close())

const fileOf = (value: unknown) => Buffer.from(JSON.stringify(value))

async function feed(): Promise<readonly Task[]> {
  return (await under.studio.feed(viewer, { limit: 50 })).tasks
}

const byId = async (gatewayTaskId: string) =>
  (await feed()).find((task) => task.gatewayTaskId === gatewayTaskId)

describe('before anything happens', () => {
  it.each([
    [dooyExport, { client: 'dooy', tasks: 3, expired: 1 }],
    [lobeData, { client: 'lobe', tasks: 3, expired: 1 }],
    [licoyList, { client: 'licoy', tasks: 2, expired: 0 }],
  ])('a person is told what the file is', async (value, plan) => {
    const { state } = await received(under.studio, fileOf(value))
    expect(state).toMatchObject({ name: 'ready', plan: { kind: 'mover', ...plan } })
    expect(under.gateway.reads).toEqual([])
    expect(await feed()).toEqual([])
  })
})

describe('a task that the gateway still knows', () => {
  it('comes in with its buttons and a fresh link, whatever the old one was', async () => {
    under.gateway.report('1710483721000123', {
      status: 'SUCCESS',
      imageUrl: 'https://cdn.test/fresh.png',
      buttons: gridButtons,
      submitTime: 1_710_483_721_000,
      finishTime: 1_710_483_760_000,
    })
    await imported(under.studio, fileOf(dooyExport))
    const task = (await byId('1710483721000123'))!
    const kept = await under.until(task.id, 'done')
    expect(kept).toMatchObject({
      prompt: '雪中的红狐 --ar 3:2',
      createdAt: 1_710_483_721_000,
      finishedAt: 1_710_483_760_000,
      seed: '1234567',
    })
    expect(kept.buttons).toHaveLength(gridButtons.length)
    await expect.poll(async () => (await under.task(task.id)).pictures.length).toBe(1)
    expect(under.gateway.sent).toEqual([])
  })

  it('that is still at work is watched to its end', async () => {
    under.gateway.report('1705400000000002', { status: 'IN_PROGRESS', progress: 40 })
    await imported(under.studio, fileOf(lobeData))
    const task = (await byId('1705400000000002'))!
    expect(task.state).toMatchObject({ name: 'running', progress: 40 })
    under.gateway.report('1705400000000002', { status: 'FAILURE', failReason: 'timeout' })
    await under.until(task.id, 'failed')
  })
})

describe('a task that the gateway has forgotten', () => {
  it('with a link that has run out keeps its prompt and says so at once', async () => {
    const report = await imported(under.studio, fileOf(lobeData))
    expect(report).toMatchObject({ tasks: 2, expired: 1, toFetch: 1 })
    expect((await byId('1705310285146113'))?.state).toEqual({
      name: 'done',
      archive: 'gone',
      detail: 'its links had run out',
    })
    expect((await byId('1705310285146113'))?.finalPrompt).toBe('a bird --v 6.0 --s 250')
  })

  it('with a link that may work has it fetched, and is given up after minutes, not a day', async () => {
    under.gateway.pictures.set(
      'https://cdn.discordapp.com/attachments/1174150905801736255/4/bird-u1.png',
      new Error('gone'),
    )
    await imported(under.studio, fileOf(lobeData))
    const task = (await byId('1705322516641400'))!
    expect(task.state).toMatchObject({ name: 'done', archive: 'keeping' })
    for (let minute = 0; minute < 40; minute += 1) await under.clock.advance(60_000)
    expect((await under.task(task.id)).state).toMatchObject({ archive: 'gone' })
    under.faults.length = 0
  })

  it('finds its parent by the gateway’s id, and stands behind it', async () => {
    await imported(under.studio, fileOf(lobeData))
    const [child, parent] = await feed()
    expect(child?.parent?.id).toBe(parent?.id)
    expect([parent?.gatewayTaskId, child?.gatewayTaskId]).toEqual([
      '1705310285146113',
      '1705322516641400',
    ])
  })

  it('is a grid where its buttons are those of one', async () => {
    under.gateway.pictures.set('https://a.test/grid.png', await plainPicture(64, 48))
    const draw = [
      {
        id: 'x',
        action: 'imagine',
        status: 'success',
        data: { prompt: 'a fox' },
        imageUrl: 'https://a.test/grid.png',
        buttons: gridButtons,
      },
    ]
    await imported(under.studio, fileOf({ state: { currentId: 1, draw } }))
    const [task] = await feed()
    await expect
      .poll(async () => (await under.task(task!.id)).pictures[0]?.quadrants?.length)
      .toBe(4)
    expect(await under.task(task!.id)).toMatchObject({ prompt: 'a fox', gatewayTaskId: null })
  })
})

it('a history imported twice is there once, ids or not', async () => {
  const draw = [
    {
      id: 'x',
      action: 'imagine',
      status: 'success',
      data: { prompt: 'a fox' },
      imageUrl: 'https://a.test/x.png',
    },
  ]
  for (const value of [lobeData, { state: { currentId: 1, draw } }]) {
    await imported(under.studio, fileOf(value))
    const count = (await feed()).length
    expect(await imported(under.studio, fileOf(value))).toMatchObject({ tasks: 0 })
    expect(await feed()).toHaveLength(count)
  }
})

it('everything that stays behind is told with its reason', async () => {
  const report = await imported(under.studio, fileOf(dooyExport))
  expect(report.skippedInAll).toBe(6)
  expect(report.skipped).toContainEqual({ what: 'chat[0].data[7]', reason: 'failed' })
  // The one with an id alone, of which the gateway knows nothing.
  expect(report.skipped).toContainEqual({ what: 'an owl', reason: 'nothing-to-keep' })
})

it('a gateway that does not answer ends the import, which can be begun again', async () => {
  under.gateway.readFault = { type: 'unreadable', detail: 'down', retryAfterMs: null }
  const { id } = await received(under.studio, fileOf(lobeData))
  await under.studio.exchange.startImport(viewer, id, 'scripted')
  expect((await resting(under.studio, id)).state).toMatchObject({
    name: 'failed',
    reason: 'gateway-silent',
  })
  expect(await feed()).toEqual([])
  under.gateway.readFault = null
  expect(await imported(under.studio, fileOf(lobeData))).toMatchObject({ tasks: 2 })
})

it('nothing goes to a gateway that is not connected', async () => {
  const { id } = await received(under.studio, fileOf(lobeData))
  const start = under.studio.exchange.startImport(viewer, id, 'gw-gone')
  await expect(start).rejects.toMatchObject({ kind: 'conflict' })
})
