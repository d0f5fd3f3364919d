import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lastAttemptOf } from '@/lib/db/attempts'
import { randomId } from '@/lib/db/ids'
import type { Capabilities } from '@/lib/mj/capabilities'
import type { Task } from '@/lib/mj/task'
import { connectMade } from './gateways'
import { hookAddress, readHookBody, readHookToken } from './hook'
import { scriptedGateway } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'
import { createVault } from './vault'
import { viewerOf } from './member-state'

const secret = randomBytes(32)
const key = createVault(secret).derive('notify hooks')
const tokenOf = (attemptId: string, signedWith: Uint8Array = key) =>
  hookAddress('', attemptId, signedWith).replace('/api/hook/', '')

describe('the address of a hook', () => {
  const id = randomId()

  test('names its attempt, under the studio', () => {
    const address = hookAddress('https://studio.example', id, key)
    expect(address.startsWith(`https://studio.example/api/hook/${id}.`)).toBe(true)
    expect(readHookToken(address.split('/').at(-1)!, key)).toBe(id)
  })

  test.each([
    ['made with another key', tokenOf(id, randomBytes(32))],
    ['of another attempt', `${randomId()}${tokenOf(id).slice(26)}`],
    ['cut short', tokenOf(id).slice(0, -1)],
    ['with something behind it', `${tokenOf(id)}A`],
    ['without its proof', `${id}.`],
    ['that is empty', ''],
    ['with a last letter that decodes to the same bytes', forgedTail(tokenOf(id))],
  ])('%s says nothing', (_name, token) => {
    expect(readHookToken(token, key)).toBeNull()
  })
})

/** 22 letters hold 132 bits, so that four of the last letter's count for nothing. */
function forgedTail(token: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = letters.indexOf(token.at(-1)!)
  return token.slice(0, -1) + letters[last ^ 1]!
}

describe('what arrives', () => {
  let under: StudioUnderTest
  beforeEach(async () => {
    under = await studioUnderTest({ secret })
  })
  afterEach(() => under.close())

  async function told(task: Task, body: unknown, token?: string): Promise<void> {
    const attempt = await lastAttemptOf(under.studio.db, task.id)
    await under.studio.takeHook(token ?? tokenOf(attempt!.id), body)
    await under.clock.settle()
  }

  test('shows the end of a task at once, long before the next look would', async () => {
    const finish = async (isTold: boolean) => {
      const task = await under.imagine()
      await under.clock.advance(20_000)
      under.gateway.report(task.gatewayTaskId!, { status: 'FAILURE', failReason: 'no' })
      const since = under.clock.now()
      if (isTold) await told(task, { id: task.gatewayTaskId, status: 'FAILURE' })
      await under.until(task.id, 'failed')
      return under.clock.now() - since
    }
    expect(await finish(false)).toBeGreaterThanOrEqual(1000)
    expect(await finish(true)).toBe(0)
  })

  /** Eight tasks at a gateway that is asked to call, about to end by all that is known of them. */
  async function manyNearTheirEnd(capabilities: Partial<Capabilities>): Promise<readonly Task[]> {
    await under.close()
    const gateway = scriptedGateway(() => under.clock.now(), capabilities, 'telling')
    const made = connectMade(gateway)
    under = await studioUnderTest({
      secret,
      origin: 'https://studio.example',
      environment: { ...made, options: { ...made.options, notify: true } },
    })
    under.gateway = gateway
    const tasks: Task[] = []
    for (let n = 0; n < 8; n += 1) tasks.push(await under.imagine(`fox ${n}`))
    for (let progress = 60; progress < 90; progress += 1) {
      for (const id of gateway.tasks.keys()) gateway.report(id, { status: 'IN_PROGRESS', progress })
      await under.clock.advance(1000)
    }
    return tasks
  }

  test.each([true, false])(
    'is followed at once, however often the gateway is looked at by itself (in lists: %s)',
    async (listByCondition) => {
      const tasks = await manyNearTheirEnd({ listByCondition })
      for (const [n, task] of tasks.entries()) {
        await under.clock.advance(3000 + 170 * n)
        under.gateway.report(task.gatewayTaskId!, { status: 'FAILURE', failReason: 'no' })
        await told(task, { status: 'FAILURE' })
        expect((await under.task(task.id)).state.name).toBe('failed')
      }
      const { reads } = under.gateway
      for (const from of reads) {
        const minute = reads.filter((at) => at >= from && at < from + 60_000)
        expect(minute.length).toBeLessThanOrEqual(25)
      }
    },
  )

  test('is never believed: only what the gateway shows then counts', async () => {
    const task = await under.imagine()
    under.gateway.report(task.gatewayTaskId!, { status: 'IN_PROGRESS', progress: 15 })
    await told(task, { id: task.gatewayTaskId, status: 'SUCCESS', imageUrl: 'https://evil/a.png' })
    expect((await under.task(task.id)).state).toMatchObject({ name: 'running', progress: 15 })
  })

  test('forged, repeated and shuffled ten thousand times is one look in ten seconds', async () => {
    const task = await under.imagine()
    under.gateway.report(task.gatewayTaskId!, { status: 'IN_PROGRESS', progress: 15 })
    await under.clock.advance(1)
    const quiet = await readsWithin(60_000, () => Promise.resolve())
    const attempt = await lastAttemptOf(under.studio.db, task.id)
    const tokens = [tokenOf(attempt!.id), tokenOf(attempt!.id, randomBytes(32)), 'x', '']
    const bodies = [
      { status: 'SUCCESS' },
      { status: 'FAILURE' },
      { status: 'IN_PROGRESS' },
      7,
      null,
    ]
    const flooded = await readsWithin(60_000, async (second) => {
      for (let n = 0; n < 170; n += 1) {
        await under.studio.takeHook(tokens[n % 4]!, bodies[(n * 7 + second) % 5])
      }
    })
    expect(flooded).toBeLessThanOrEqual(quiet + 7)
    expect((await under.task(task.id)).state).toMatchObject({ name: 'running', progress: 15 })
  })

  async function readsWithin(ms: number, each: (second: number) => Promise<void>) {
    const before = under.gateway.reads.length
    for (let second = 0; second < ms / 1000; second += 1) {
      await each(second)
      await under.clock.advance(1000)
    }
    return under.gateway.reads.length - before
  }

  test('too soon after another is put off, not lost', async () => {
    const task = await under.imagine()
    await under.clock.advance(20_000)
    await told(task, { status: 'FAILURE' })
    under.gateway.report(task.gatewayTaskId!, { status: 'FAILURE', failReason: 'no' })
    const reads = under.gateway.reads.length
    await told(task, { status: 'FAILURE' })
    expect(under.gateway.reads).toHaveLength(reads)
    await under.clock.advance(10_000)
    expect((await under.task(task.id)).state.name).toBe('failed')
  })

  test('of a step on the way costs no look', async () => {
    const task = await under.imagine()
    await under.clock.advance(20_000)
    const reads = under.gateway.reads.length
    for (const status of ['NOT_START', 'SUBMITTED', 'IN_PROGRESS']) await told(task, { status })
    expect(under.gateway.reads).toHaveLength(reads)
  })

  test('before the answer to the submit is remembered until there is something to look at', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    under.gateway.answers.push(async (sent) => {
      const taskId = under.gateway.take(sent)
      under.gateway.report(taskId, { status: 'FAILURE', failReason: 'no' })
      await answered
      return { type: 'accepted', taskId, description: '', ahead: null }
    })
    const [task] = await under.studio.submit(viewerOf('owner'), [
      { clientKey: 'early', submission: { verb: 'imagine', prompt: 'a fox' } },
    ])
    await under.clock.settle()
    await told(task!, { status: 'FAILURE' })
    answer()
    await under.clock.advance(100)
    expect((await under.task(task!.id)).state.name).toBe('failed')
  })
})

describe('for a submit that is unclear', () => {
  let under: StudioUnderTest
  beforeEach(async () => {
    under = await studioUnderTest({ secret, capabilities: { listByState: false } })
  })
  afterEach(() => under.close())

  /** A submit that the gateway took, and whose answer never came. */
  async function unclear(): Promise<{ task: Task; token: string; gatewayTaskId: string }> {
    let gatewayTaskId = ''
    under.gateway.answers.push((sent) => {
      gatewayTaskId = under.gateway.take(sent)
      return { type: 'unknown', detail: 'connection lost' }
    })
    const task = await under.imagine()
    expect(task.state.name).toBe('unclear')
    const attempt = await lastAttemptOf(under.studio.db, task.id)
    return { task, token: tokenOf(attempt!.id), gatewayTaskId }
  }

  test('the id in it is bound once the gateway shows our token under it', async () => {
    const { task, token, gatewayTaskId } = await unclear()
    await under.studio.takeHook(token, { id: gatewayTaskId, status: 'SUBMITTED' })
    await under.clock.settle()
    expect(await under.task(task.id)).toMatchObject({ gatewayTaskId, state: { name: 'waiting' } })
  })

  test("somebody else's task is not bound, and neither is one that is not there", async () => {
    const { task, token } = await unclear()
    under.gateway.report('gw99', { state: 'another', status: 'SUCCESS' })
    await under.studio.takeHook(token, { id: 'gw99', state: 'ours, honestly' })
    await under.clock.advance(10_000)
    await under.studio.takeHook(token, { id: 'gw404' })
    await under.clock.advance(10_000)
    expect(await under.task(task.id)).toMatchObject({
      gatewayTaskId: null,
      state: { name: 'unclear' },
    })
  })

  test('candidates are tried one in ten seconds, the latest of the others last', async () => {
    const { task, token, gatewayTaskId } = await unclear()
    const reads = under.gateway.reads.length
    for (let n = 0; n < 1000; n += 1) await under.studio.takeHook(token, { id: `gw9${n}` })
    await under.studio.takeHook(token, { id: gatewayTaskId })
    await under.clock.advance(9_000)
    expect(under.gateway.reads.length - reads).toBe(1)
    await under.clock.advance(2_000)
    expect(await under.task(task.id)).toMatchObject({ gatewayTaskId })
  })
})

describe('the body of a hook', () => {
  const bodyOf = (body: string | Uint8Array<ArrayBuffer>) =>
    readHookBody(new Request('http://studio/', { method: 'POST', body }))

  test('keeps the digits of long ids', async () => {
    expect(await bodyOf('{"id":14001934816969359}')).toEqual({ id: '14001934816969359' })
  })

  test.each([
    ['that is no JSON', '<html>'],
    ['that is empty', ''],
    ['of more than 64 kB', `"${'a'.repeat(65_536)}"`],
    ['that is no text', new Uint8Array([0xff, 0xfe, 0])],
  ])('%s is none', async (_name, body) => {
    expect(await bodyOf(body)).toBeUndefined()
  })
})
