import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isOnServer } from '@/lib/db/testing/database-under-test'
import type { SubmitOutcome } from '@/lib/mj/submission'
import { gridButtons, plainPictureUrl } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest({ capabilities: { listByState: false } })
})
afterEach(() => under.close())

const minute = 60_000

async function doneGrid(): Promise<string> {
  const task = await under.imagine()
  const id = task.gatewayTaskId!
  under.gateway.report(id, {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.example/a.png',
    buttons: gridButtons,
    finalPrompt: 'a red fox --v 7',
  })
  await under.until(task.id, 'done')
  return task.id
}

const press = (taskId: string, customId: string, clientKey?: string) =>
  under.submit({ verb: 'action', taskId, customId }, clientKey)

describe('client keys', () => {
  test('the same key with the same request is the same task, sent once', async () => {
    const first = await under.imagine('a red fox', 'k')
    const second = await under.imagine('a red fox', 'k')
    expect(second.id).toBe(first.id)
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('the same key with another request is a conflict, and nothing is sent', async () => {
    await under.imagine('a red fox', 'k')
    await expect(under.imagine('a blue fox', 'k')).rejects.toMatchObject({ kind: 'conflict' })
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('all items of a submit are committed, or none', async () => {
    await under.imagine('a red fox', 'k')
    const items = [
      { clientKey: 'fresh', submission: { verb: 'imagine', prompt: 'one' } as const },
      { clientKey: 'k', submission: { verb: 'imagine', prompt: 'other' } as const },
    ]
    await expect(under.studio.submit(viewer, items)).rejects.toMatchObject({ kind: 'conflict' })
    const { tasks } = await under.studio.feed(viewer, { limit: 10 })
    expect(tasks).toHaveLength(1)
  })

  const many = isOnServer ? 100 : 1000

  test(`${many} keys, each submitted five times at once, are ${many} sends`, async () => {
    const calls = Array.from({ length: 5 * many }, (_, i) =>
      under.studio.submit(viewer, [
        {
          clientKey: `key ${i % many}`,
          submission: { verb: 'imagine', prompt: `fox ${i % many}` },
        },
      ]),
    )
    const ids = (await Promise.all(calls)).map(([task]) => task!.id)
    while (under.gateway.sent.length < many) await under.clock.settle()
    for (const id of ids) await under.settled(id)
    expect(new Set(ids).size).toBe(many)
    expect(under.gateway.sent).toHaveLength(many)
    expect(new Set(under.gateway.sent.map((sent) => sent.state)).size).toBe(many)
  }, 60_000)

  test('pictures of a request arrive at the gateway as they came, and rest as blobs', async () => {
    const picture = await plainPictureUrl()
    await under.submit({ verb: 'blend', base64Array: [picture, picture] })
    expect(under.gateway.sent[0]?.submission).toMatchObject({ base64Array: [picture, picture] })
    const { request_json: stored } = await under.studio.db
      .selectFrom('intent')
      .select('request_json')
      .executeTakeFirstOrThrow()
    expect(stored).not.toContain('base64,iVBOR')
  })
})

describe('buttons', () => {
  test('a button pressed again while its child runs gives the same child', async () => {
    const parent = await doneGrid()
    const first = await press(parent, 'MJ::JOB::upsample::1::job')
    const second = await press(parent, 'MJ::JOB::upsample::1::job')
    expect(second.id).toBe(first.id)
    expect(under.gateway.sent).toHaveLength(2)
    const { children } = await under.task(parent)
    expect(children).toEqual([
      { id: first.id, customId: 'MJ::JOB::upsample::1::job', state: 'waiting' },
    ])
  })

  test('a task names every click that asked for it', async () => {
    const parent = await doneGrid()
    const first = await press(parent, 'MJ::JOB::upsample::1::job', 'first-click')
    expect(first.clientKeys).toEqual(['first-click'])
    await under.clock.advance(1)
    const again = await press(parent, 'MJ::JOB::upsample::1::job', 'other-click')
    expect(again.clientKeys).toEqual(['first-click', 'other-click'])
  })

  test('another button, and the same one after its child has ended, are new tasks', async () => {
    const parent = await doneGrid()
    const first = await press(parent, 'MJ::JOB::variation::1::job')
    const other = await press(parent, 'MJ::JOB::variation::2::job')
    under.gateway.report(first.gatewayTaskId!, { status: 'FAILURE', failReason: 'time out' })
    await under.until(first.id, 'failed')
    const again = await press(parent, 'MJ::JOB::variation::1::job')
    expect(new Set([first.id, other.id, again.id]).size).toBe(3)
  })

  test('the gateway gets its own id of the parent', async () => {
    const parent = await doneGrid()
    await press(parent, 'MJ::JOB::upsample::2::job')
    expect(under.gateway.sent.at(-1)?.submission).toMatchObject({ taskId: 'gw1' })
  })

  test('a bookmark that answers with its parent id is done at once', async () => {
    const parent = await doneGrid()
    under.gateway.answers.push({ type: 'accepted', taskId: 'gw1', description: '', ahead: null })
    const child = await press(parent, 'MJ::BOOKMARK::job')
    expect(child.state).toEqual({ name: 'done', archive: 'kept', detail: '' })
    expect((await under.task(parent)).gatewayTaskId).toBe('gw1')
  })

  test('a parent that never got to a gateway has expired', async () => {
    under.gateway.answers.push(refusal('banned-word'))
    const parent = await under.imagine()
    const child = await press(parent.id, 'MJ::JOB::upsample::1::job')
    expect(child.state).toMatchObject({ name: 'refused', reason: 'parent-expired' })
    expect(under.gateway.sent).toHaveLength(1)
  })
})

const refusal = (
  reason: 'banned-word' | 'parent-expired' | 'other',
  detail = '',
): SubmitOutcome => ({
  type: 'refused',
  reason,
  code: 24,
  detail,
  bannedWord: null,
})

describe('answers', () => {
  test('a refusal is shown and never sent again', async () => {
    under.gateway.answers.push(refusal('banned-word'))
    const task = await under.imagine()
    expect(task.state).toMatchObject({ name: 'refused', reason: 'banned-word' })
    await under.clock.advance(60 * minute)
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('a refusal for now waits at least as long as it was asked to', async () => {
    under.gateway.answers.push(limited(7000))
    const sentAt = under.clock.now()
    const task = await under.imagine()
    expect(task.state).toEqual({
      name: 'queued',
      notBefore: sentAt + 7000,
      because: 'rate-limited',
    })
    await under.until(task.id, 'waiting')
    expect(under.gateway.sent.map((sent) => sent.at - sentAt)).toEqual([0, 7000])
  })

  test('an absurd Retry-After is believed up to ten minutes, a negative one not at all', async () => {
    under.gateway.answers.push(limited(10 ** 12))
    const task = await under.imagine()
    const { notBefore } = task.state as { notBefore: number }
    expect(notBefore - under.clock.now()).toBe(10 * minute)
    under.gateway.answers.push(limited(-5000))
    await under.until(task.id, 'waiting')
    expect(under.gateway.sent).toHaveLength(3)
  })

  test('a gateway that has just said 429 gets at most one submit a second, and all in the end', async () => {
    under.gateway.answers.push(...Array.from({ length: 40 }, () => limited(null)))
    const items = Array.from({ length: 40 }, (_, i) => ({
      clientKey: `burst ${i}`,
      submission: { verb: 'imagine', prompt: `fox ${i}` } as const,
    }))
    const tasks = await under.studio.submit(viewer, items)
    await under.clock.advance(5 * minute)
    for (const task of tasks) expect((await under.task(task.id)).state.name).toBe('waiting')
    const moments = under.gateway.sent.map((sent) => sent.at)
    const lastLimit = moments[39]!
    const throttled = moments.filter((at) => at > moments[0]! && at < lastLimit + 30_000)
    for (const [i, at] of throttled.entries()) {
      if (i > 0) expect(at - throttled[i - 1]!).toBeGreaterThanOrEqual(1000)
    }
    expect(throttled.length).toBeGreaterThan(50)
    expect(new Set(under.gateway.sent.map((sent) => sent.state)).size).toBe(40)
  })

  test('what did not leave is sent again, and given up after fifteen minutes', async () => {
    under.gateway.answers.push(...Array.from({ length: 500 }, () => unsent))
    const task = await under.imagine()
    expect(task.state).toMatchObject({ name: 'queued', because: 'gateway-down' })
    await under.until(task.id, 'not-sent')
    expect(under.studio.connected()[0]?.reachable).toBe(false)
    const count = under.gateway.sent.length
    expect(count).toBeLessThan(40)
    under.gateway.answers.length = 0
    await under.clock.advance(60 * minute)
    expect(under.gateway.sent).toHaveLength(count)
  })

  test('a lagging parent is pressed up to three times more, eight seconds apart', async () => {
    const parent = await doneGrid()
    const lag = refusal('other', 'task_status_not_success ')
    under.gateway.answers.push(lag, lag)
    const child = await press(parent, 'MJ::JOB::upsample::1::job')
    await under.until(child.id, 'waiting')
    const [first, second, third] = under.gateway.sent.slice(1).map((sent) => sent.at)
    expect(second! - first!).toBeGreaterThanOrEqual(8000)
    expect(third! - second!).toBeGreaterThanOrEqual(8000)
  })

  test('an upload is done with its addresses as text', async () => {
    under.gateway.answers.push({ type: 'uploaded', urls: ['https://a/1.png', 'https://a/2.png'] })
    const task = await under.submit({ verb: 'upload', base64Array: [await plainPictureUrl()] })
    expect(task.text).toBe('https://a/1.png\nhttps://a/2.png')
    expect(task.state).toMatchObject({ name: 'done', archive: 'kept' })
  })

  test('an answer wakes whoever waits for it', async () => {
    let answer: (outcome: SubmitOutcome) => void = () => {}
    under.gateway.answers.push(() => new Promise((resolve) => (answer = resolve)))
    const task = await under.imagine()
    expect(task.state.name).toBe('sending')
    const waiting = under.studio.answered(viewer, task.id, 90_000)
    answer(refusal('banned-word'))
    expect((await waiting).state.name).toBe('refused')
  })
})

const limited = (retryAfterMs: number | null): SubmitOutcome => ({
  type: 'refused-for-now',
  reason: 'rate-limited',
  detail: '',
  retryAfterMs,
})
const unsent: SubmitOutcome = { type: 'not-sent', detail: 'ECONNREFUSED' }

describe('limits', () => {
  test('no more than eight sends are under way at one gateway', async () => {
    const go: (() => void)[] = []
    under.gateway.answers.push(
      ...Array.from(
        { length: 20 },
        () => (sent: Parameters<typeof under.gateway.take>[0]) =>
          new Promise<SubmitOutcome>((resolve) =>
            go.push(() =>
              resolve({
                type: 'accepted',
                taskId: under.gateway.take(sent),
                description: '',
                ahead: null,
              }),
            ),
          ),
      ),
    )
    const items = Array.from({ length: 20 }, (_, i) => ({
      clientKey: `many ${i}`,
      submission: { verb: 'imagine', prompt: `fox ${i}` } as const,
    }))
    await under.studio.submit(viewer, items)
    await under.clock.settle()
    expect(go).toHaveLength(8)
    while (go.length > 0) {
      go.shift()!()
      await under.clock.settle()
    }
    expect(under.gateway.sent).toHaveLength(20)
    const prompts = under.gateway.sent.map(
      (sent) => 'prompt' in sent.submission && sent.submission.prompt,
    )
    expect(prompts).toEqual(items.map((item) => item.submission.prompt))
  })

  test('a nearly full disk refuses before anything is committed or sent', async () => {
    await under.restart({ freeBytes: () => Promise.resolve(100 * 1024 * 1024) })
    await expect(under.imagine()).rejects.toMatchObject({ kind: 'disk-full' })
    expect(under.gateway.sent).toHaveLength(0)
    expect((await under.studio.feed(viewer, { limit: 5 })).tasks).toHaveLength(0)
  })

  test('a disk that fills up holds the queue back, and lets it go by itself', async () => {
    let free = 10 ** 12
    await under.restart({ freeBytes: () => Promise.resolve(free) })
    under.gateway.answers.push(limited(1000))
    const task = await under.imagine()
    free = 0
    await under.clock.advance(minute)
    expect(under.gateway.sent).toHaveLength(1)
    free = 10 ** 12
    await under.clock.advance(10_000)
    expect((await under.task(task.id)).state.name).toBe('waiting')
  })

  test('a waiting submit can be withdrawn and is then never sent', async () => {
    under.gateway.answers.push(limited(60_000))
    const task = await under.imagine()
    const cancelled = await under.studio.cancel(viewer, task.id)
    expect(cancelled.state.name).toBe('cancelled')
    await under.clock.advance(10 * minute)
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('nobody reaches a task of another owner', async () => {
    const task = await under.imagine()
    const stranger = viewerOf('stranger')
    await expect(under.studio.task(stranger, task.id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(under.studio.cancel(stranger, task.id)).rejects.toMatchObject({
      kind: 'not-found',
    })
    const pressed = under.studio.submit(stranger, [
      { clientKey: 's', submission: { verb: 'action', taskId: task.id, customId: 'x' } },
    ])
    await expect(pressed).rejects.toMatchObject({ kind: 'not-found' })
    expect((await under.studio.feed(stranger, { limit: 5 })).tasks).toEqual([])
  })
})
