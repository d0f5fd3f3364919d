import { afterEach, describe, expect, test } from 'vitest'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
afterEach(() => under.close())

const minute = 60_000
const unreadable = { type: 'unreadable', detail: 'HTTP 502', retryAfterMs: null } as const

async function many(count: number): Promise<string[]> {
  const items = Array.from({ length: count }, (_, i) => ({
    clientKey: `many ${i} ${Math.random()}`,
    submission: { verb: 'imagine', prompt: `fox ${i}` } as const,
  }))
  const tasks = await under.studio.submit(viewer, items)
  for (const task of tasks) await under.settled(task.id)
  return tasks.map((task) => task.id)
}

describe('a gateway that does not answer', () => {
  test('changes no task, is probed every half minute, and is taken up again', async () => {
    under = await studioUnderTest()
    const ids = await many(20)
    await under.clock.advance(10_000)
    under.gateway.readFault = unreadable
    await under.clock.advance(10_000)
    expect(under.studio.connected()[0]?.reachable).toBe(false)
    const before = under.gateway.reads.length
    await under.clock.advance(60 * minute)
    expect(under.gateway.reads.length - before).toBeLessThanOrEqual(125)
    for (const id of ids) expect((await under.task(id)).state.name).toBe('waiting')
    under.gateway.readFault = null
    for (let i = 1; i <= 20; i += 1) {
      under.gateway.report(`gw${i}`, { status: 'FAILURE', failReason: 'x' })
    }
    await under.clock.advance(30_000)
    expect(under.studio.connected()[0]?.reachable).toBe(true)
    for (const id of ids) expect((await under.task(id)).state.name).toBe('failed')
  }, 60_000)

  test('one 502 among good answers is nothing', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.readFault = unreadable
    await under.clock.advance(3000)
    under.gateway.readFault = null
    under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 10 })
    await under.clock.advance(6000)
    expect((await under.task(task.id)).state.name).toBe('running')
    expect(under.studio.connected()[0]?.reachable).toBe(true)
  })
})

describe('what a look may change', () => {
  test('a task is lost only after five misses over ten minutes, and a sighting heals it', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    const report = under.gateway.tasks.get('gw1')!
    under.gateway.tasks.clear()
    await under.clock.advance(9 * minute)
    expect((await under.task(task.id)).state.name).toBe('waiting')
    await under.clock.advance(3 * minute)
    expect((await under.task(task.id)).state.name).toBe('lost')
    const reads = under.gateway.reads.length
    await under.clock.advance(30 * minute)
    expect(under.gateway.reads).toHaveLength(reads)
    under.gateway.tasks.set('gw1', { ...report, status: 'IN_PROGRESS', progress: 50 })
    await under.imagine('another, whose looks take it along')
    await under.until(task.id, 'running')
  })

  test('progress never goes back', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    const seen: unknown[] = []
    for (const progress of [15, 46, 31, null, 62]) {
      under.gateway.report('gw1', { status: 'IN_PROGRESS', progress })
      await under.clock.advance(6000)
      const { state } = await under.task(task.id)
      seen.push(state.name === 'running' && state.progress)
    }
    expect(seen).toEqual([15, 46, 46, 46, 62])
  })

  test('a failure is healed by a later success', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.report('gw1', { status: 'FAILURE', failReason: '任务超时' })
    const failed = await under.until(task.id, 'failed')
    expect(failed.state).toMatchObject({ reason: 'timed-out', detail: '任务超时' })
    under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: 'https://cdn.example/a.png' })
    await under.imagine('another, whose looks take it along')
    await under.until(task.id, 'done')
  })

  test('a success is final', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: 'https://cdn.example/a.png' })
    await under.until(task.id, 'done')
    under.gateway.report('gw1', { status: 'FAILURE', failReason: 'late' })
    under.studio.lookNow(task.id)
    await under.imagine('another')
    await under.clock.advance(minute)
    expect((await under.task(task.id)).state.name).toBe('done')
  })

  test('describe and shorten end with their text and no picture', async () => {
    under = await studioUnderTest()
    const task = await under.submit({ verb: 'shorten', prompt: 'a very big fox' })
    under.gateway.report('gw1', {
      status: 'SUCCESS',
      action: 'SHORTEN',
      finalPrompt: '## Important tokens\n**fox**',
    })
    const done = await under.until(task.id, 'done')
    expect(done.text).toBe('## Important tokens\n**fox**')
    expect(done.state).toMatchObject({ archive: 'kept' })
  })

  test('a running task is cancelled at the gateway', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 10 })
    await under.until(task.id, 'running')
    expect((await under.studio.cancel(viewer, task.id)).state.name).toBe('cancelled')
    expect(under.gateway.tasks.get('gw1')?.status).toBe('CANCEL')
  })
})
