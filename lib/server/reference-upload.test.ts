import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDemoGateway } from '@/lib/demo/gateway'
import { personalities, type Personality } from '@/lib/demo/wire/wire'
import { createGateway } from '@/lib/gateway/client'
import { dialectById } from '@/lib/gateway/dialects'
import { referenceToken } from '@/lib/mj/references'
import type { SubmitOutcome } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { plainPicture, scriptedGateway } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const hour = 3_600_000

const uploaded = (...urls: string[]): SubmitOutcome => ({ type: 'uploaded', urls })

/** An address that stops working `ms` from now, as Discord signs them. */
function lasting(ms: number, name = 'a'): string {
  const seconds = Math.floor((under.clock.now() + ms) / 1000)
  return `https://cdn.example/${name}.png?ex=${seconds.toString(16)}&is=1`
}

async function bring(color = '#f00'): Promise<string> {
  const { id } = await under.studio.references.keep(viewer, await plainPicture(64, 64, color))
  return id
}

const address = (id: string) => under.studio.references.address(viewer, id)
const uploads = () => under.gateway.sent.filter(({ submission }) => submission.verb === 'upload')
const feed = async (): Promise<readonly Task[]> =>
  (await under.studio.feed(viewer, { limit: 20 })).tasks

test('ten who ask at once make one upload, and get the same address', async () => {
  const id = await bring()
  under.gateway.answers.push(uploaded('https://cdn.example/a.png'))
  const told = await Promise.all(Array.from({ length: 10 }, () => address(id)))
  expect(new Set(told.map(({ url }) => url))).toEqual(new Set(['https://cdn.example/a.png']))
  expect(told[0]).toEqual({ url: 'https://cdn.example/a.png', expiresAt: null })
  expect(uploads()).toHaveLength(1)
})

test('an address is known after a restart, and is not asked for again', async () => {
  const id = await bring()
  const url = lasting(24 * hour)
  under.gateway.answers.push(uploaded(url))
  const first = await address(id)
  await under.restart()
  expect(await address(id)).toEqual(first)
  expect(first.url).toBe(url)
  expect(uploads()).toHaveLength(1)
})

test('a picture is uploaded again once its address ends within the hour, and once only', async () => {
  const id = await bring()
  under.gateway.answers.push(uploaded(lasting(24 * hour, 'first')))
  await address(id)
  await under.clock.advance(22 * hour)
  expect((await address(id)).url).toContain('first')
  await under.clock.advance(hour + 1000)
  under.gateway.answers.push(uploaded(lasting(24 * hour, 'second')))
  const told = await Promise.all([address(id), address(id), address(id)])
  expect(told.map(({ url }) => url.includes('second'))).toEqual([true, true, true])
  expect(uploads()).toHaveLength(2)
})

test('an address that lasts less than an hour is given to the one who had it made', async () => {
  const id = await bring()
  under.gateway.answers.push(uploaded(lasting(hour / 2)), uploaded(lasting(hour / 2, 'next')))
  expect((await address(id)).url).toContain('/a.png')
  expect((await address(id)).url).toContain('/next.png')
})

test('another gateway has an upload of its own, and the first keeps its address', async () => {
  const id = await bring()
  under.gateway.answers.push(uploaded('https://one.example/a.png'))
  await address(id)
  const other = scriptedGateway(() => under.clock.now(), {}, 'other')
  other.answers.push(uploaded('https://two.example/a.png'))
  await under.restart({ gateways: [other, under.gateway] })
  expect((await address(id)).url).toBe('https://two.example/a.png')
  expect(other.sent).toHaveLength(1)
  await under.restart({ gateways: [under.gateway, other] })
  expect((await address(id)).url).toBe('https://one.example/a.png')
  expect(uploads()).toHaveLength(1)
})

test('uploads are no part of the feed, nor of its changes', async () => {
  const id = await bring()
  const { seq } = await under.studio.feed(viewer, { limit: 5 })
  under.gateway.answers.push(uploaded('https://cdn.example/a.png'))
  await address(id)
  under.gateway.answers.push(refusal('too big'))
  await expect(address(await bring('#00f'))).rejects.toThrow('too big')
  const imagine = await under.imagine()
  expect((await feed()).map((task) => task.id)).toEqual([imagine.id])
  const news = await under.studio.changes(viewer, seq, { holdMs: 0 })
  expect(news.tasks.map((task) => task.id)).toEqual([imagine.id])
})

const refusal = (detail: string): SubmitOutcome => ({
  type: 'refused',
  reason: 'too-large',
  code: 4,
  detail,
  bannedWord: null,
})

test('a refusal is told in the words of the gateway, and may be tried again', async () => {
  const id = await bring()
  under.gateway.answers.push(refusal('图片太大'), uploaded('https://cdn.example/a.png'))
  await expect(address(id)).rejects.toMatchObject({ kind: 'conflict', message: '图片太大' })
  expect((await address(id)).url).toBe('https://cdn.example/a.png')
  expect(uploads()).toHaveLength(2)
})

test('a gateway without uploads is asked nothing', async () => {
  const id = await bring()
  const plain = scriptedGateway(() => under.clock.now(), { upload: false }, 'plain')
  await under.restart({ gateways: [plain] })
  await expect(address(id)).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('lack: upload') as string,
  })
  expect(plain.sent).toEqual([])
})

test('who asks for an upload that does not end is told so in time, and it goes on', async () => {
  const id = await bring()
  under.gateway.answers.push(
    { type: 'refused-for-now', reason: 'queue-full', detail: '', retryAfterMs: 200_000 },
    uploaded('https://cdn.example/a.png'),
  )
  let told: unknown = null
  address(id).catch((error: unknown) => (told = error))
  // The picture comes from the disk, which keeps its own time.
  await expect.poll(() => uploads().length).toBe(1)
  for (let second = 0; told === null && second < 190; second += 1) await under.clock.advance(1000)
  expect(told).toMatchObject({ kind: 'gateway-timeout' })
  expect(uploads()).toHaveLength(1)
  while (uploads().length < 2) await under.clock.advance(1000)
  expect((await address(id)).url).toBe('https://cdn.example/a.png')
  expect(uploads()).toHaveLength(2)
})

test('where a gateway makes a task of an upload, its result is the address', async () => {
  const id = await bring()
  const asked = address(id)
  while (uploads().length === 0) await under.clock.settle()
  under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: 'https://cdn.example/made.png' })
  await under.clock.advance(10_000)
  expect((await asked).url).toBe('https://cdn.example/made.png')
})

describe('an unclear upload', () => {
  const lost: SubmitOutcome = { type: 'unknown', detail: '502' }

  async function unclear(id: string): Promise<string> {
    under.gateway.answers.push(lost)
    await expect(address(id)).rejects.toMatchObject({ kind: 'gateway-timeout' })
    const [shown] = await feed()
    expect(shown).toMatchObject({ verb: 'upload', state: { name: 'unclear' }, references: [id] })
    return shown!.id
  }

  test('is shown, and is not repeated however often its address is asked for', async () => {
    const id = await bring()
    await unclear(id)
    for (let time = 0; time < 3; time += 1) {
      await under.clock.advance(24 * hour)
      await expect(address(id)).rejects.toMatchObject({ kind: 'gateway-timeout' })
    }
    await under.restart()
    await expect(address(id)).rejects.toMatchObject({ kind: 'gateway-timeout' })
    expect(uploads()).toHaveLength(1)
  })

  test('does not keep the picture itself from being used', async () => {
    const id = await bring()
    await unclear(id)
    const base64Array = [referenceToken(id)]
    const imagine = await under.submit({ verb: 'imagine', prompt: 'a fox', base64Array })
    expect(imagine.state.name).toBe('waiting')
  })

  test('that is dismissed lets the next question upload anew', async () => {
    const id = await bring()
    const taskId = await unclear(id)
    await under.studio.settleUnclear(viewer, taskId, { choice: 'dismiss' })
    under.gateway.answers.push(uploaded('https://cdn.example/a.png'))
    expect((await address(id)).url).toBe('https://cdn.example/a.png')
    expect(uploads()).toHaveLength(2)
  })

  test('that is sent again gives its address to whoever asks, and is seen to be done', async () => {
    const id = await bring()
    const taskId = await unclear(id)
    const { seq } = await under.studio.feed(viewer, { limit: 5 })
    under.gateway.answers.push(uploaded('https://cdn.example/a.png'))
    await under.studio.settleUnclear(viewer, taskId, { choice: 'resend' })
    expect((await address(id)).url).toBe('https://cdn.example/a.png')
    expect(uploads()).toHaveLength(2)
    const news = await under.studio.changes(viewer, seq, { holdMs: 0 })
    expect(news.tasks.at(-1)).toMatchObject({ id: taskId, state: { name: 'done' } })
  })
})

describe('pictures that another tool uploads', () => {
  const urlOf = async (color: string) =>
    `data:image/png;base64,${Buffer.from(await plainPicture(64, 64, color)).toString('base64')}`

  test('have their addresses remembered, each its own', async () => {
    const base64Array = [await urlOf('#f00'), await urlOf('#00f')]
    under.gateway.answers.push(uploaded('https://cdn.example/red', 'https://cdn.example/blue'))
    const task = await under.submit({ verb: 'upload', base64Array })
    const [red, blue] = task.references
    expect((await address(blue!)).url).toBe('https://cdn.example/blue')
    expect((await address(red!)).url).toBe('https://cdn.example/red')
    expect(uploads()).toHaveLength(1)
  })

  test('have none remembered where one is missing: nobody can tell which', async () => {
    const base64Array = [await urlOf('#f00'), await urlOf('#00f')]
    under.gateway.answers.push(uploaded('https://cdn.example/which'))
    const task = await under.submit({ verb: 'upload', base64Array })
    under.gateway.answers.push(uploaded('https://cdn.example/red'))
    expect((await address(task.references[0]!)).url).toBe('https://cdn.example/red')
  })
})

describe.each(personalities.flatMap((name) => dialectById(name) ?? []))('at $id', (dialect) => {
  test('ten who ask get one address, by one request, or the reason why there is none', async () => {
    const baseUrl = 'http://demo.localhost'
    const demo = await createDemoGateway({ personality: dialect.id as Personality, baseUrl })
    const gateway = createGateway({
      id: 'demo',
      name: 'Demo',
      baseUrl,
      key: '',
      auth: dialect.auths[0] ?? 'bearer',
      dialect,
      send: (request) => demo.handle(request),
    })
    await under.restart({ gateways: [gateway] })
    const id = await bring()
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => address(id)))
    const sent = demo.counts().requests['submit/upload-discord-images']?.total ?? 0
    if (gateway.capabilities.upload) {
      const told = asked.map((one) => (one.status === 'fulfilled' ? one.value.url : one.reason))
      expect(new Set(told).size).toBe(1)
      expect(told[0]).toMatch(/^https?:\/\/\S+$/)
      expect(sent).toBe(1)
    } else {
      const reasons = asked.map((one) => (one.status === 'rejected' ? String(one.reason) : ''))
      expect(reasons.every((reason) => reason.includes('lack: upload'))).toBe(true)
      expect(sent).toBe(0)
    }
    await demo.close()
  })
})
