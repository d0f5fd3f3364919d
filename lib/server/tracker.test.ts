import { afterEach, describe, expect, test } from 'vitest'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
afterEach(() => under.close())

const minute = 60_000
const unreadable = { type: 'unreadable', detail: 'HTTP 502', retryAfterMs: null } as const

/** The most reads in any window of 60 seconds. */
function busiestMinute(reads: readonly number[]): number {
  return Math.max(
    0,
    ...reads.map((from) => reads.filter((at) => at >= from && at < from + minute).length),
  )
}

async function many(count: number): Promise<string[]> {
  const items = Array.from({ length: count }, (_, i) => ({
    clientKey: `many ${i} ${Math.random()}`,
    submission: { verb: 'imagine', prompt: `fox ${i}` } as const,
  }))
  const tasks = await under.studio.submit(viewer, items)
  for (const task of tasks) await under.settled(task.id)
  return tasks.map((task) => task.id)
}

describe('the budget', () => {
  test.each([1, 10, 30])(
    '%i running tasks cost at most 25 reads in any minute',
    async (count) => {
      under = await studioUnderTest()
      const ids = await many(count)
      for (let second = 0; second < 600; second += 5) {
        for (const [i, id] of ids.entries()) {
          const { gatewayTaskId } = await under.task(id)
          const progress = Math.min(95, (second / 6 + i) % 96)
          under.gateway.report(gatewayTaskId!, { status: 'IN_PROGRESS', progress })
        }
        await under.clock.advance(5000)
      }
      expect(busiestMinute(under.gateway.reads)).toBeLessThanOrEqual(25)
      expect(under.gateway.reads.length).toBeGreaterThan(60)
      expect(under.gateway.asked).toHaveLength(count)
    },
    60_000,
  )

  test('a gateway that cannot list stays within it too, every task in its turn', async () => {
    under = await studioUnderTest({ capabilities: { listByCondition: false } })
    const ids = await many(30)
    await under.clock.advance(30_000)
    for (let i = 1; i <= 30; i += 1)
      under.gateway.report(`gw${i}`, { status: 'IN_PROGRESS', progress: 9 })
    await under.clock.advance(5 * minute)
    expect(busiestMinute(under.gateway.reads)).toBeLessThanOrEqual(25)
    for (const id of ids) expect((await under.task(id)).state.name).toBe('running')
  }, 60_000)

  test('nothing runs, nothing is read', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.report('gw1', { status: 'FAILURE', failReason: '[Banned prompt detected] x' })
    const failed = await under.until(task.id, 'failed')
    expect(failed.state).toMatchObject({ reason: 'banned-word' })
    const reads = under.gateway.reads.length
    await under.clock.advance(60 * minute)
    expect(under.gateway.reads).toHaveLength(reads)
  })
})

describe('the rhythm', () => {
  test('with a history, an ending is seen within half a second or so', async () => {
    under = await studioUnderTest()
    const lags: number[] = []
    for (let i = 1; i <= 12; i += 1) {
      const task = await under.imagine(`fox ${i}`)
      const id = task.gatewayTaskId!
      const lastsMs = 11_000 + ((i * 7919) % 2000)
      const from = under.clock.now()
      for (let at = 0; at < lastsMs; at += 1000) {
        under.gateway.report(id, {
          status: 'IN_PROGRESS',
          progress: Math.round((at / lastsMs) * 95),
        })
        await under.clock.advance(Math.min(1000, lastsMs - at))
      }
      under.gateway.report(id, {
        status: 'SUCCESS',
        imageUrl: 'https://cdn.example/a.png',
        submitTime: from,
        finishTime: from + lastsMs,
      })
      const endedAt = under.clock.now()
      while ((await under.task(task.id)).state.name !== 'done') await under.clock.advance(50)
      if (i > 4) lags.push(under.clock.now() - endedAt)
      await under.clock.advance(20_000)
    }
    const mean = lags.reduce((a, b) => a + b, 0) / lags.length
    expect(mean).toBeLessThan(500)
    expect(Math.max(...lags)).toBeLessThan(1500)
    expect(busiestMinute(under.gateway.reads)).toBeLessThanOrEqual(25)
  }, 60_000)

  test('a gateway that refreshes every 15 seconds is asked less often', async () => {
    under = await studioUnderTest()
    await under.imagine()
    await under.clock.advance(2 * minute)
    const before = under.gateway.reads.length
    await under.clock.advance(5 * minute)
    expect(under.gateway.reads.length - before).toBeLessThanOrEqual(25)
  })

  test('fifteen minutes without news are a stall: shown, and looked at once a minute', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 93 })
    await under.clock.advance(18 * minute)
    expect((await under.task(task.id)).state).toMatchObject({ name: 'running', stalled: true })
    const before = under.gateway.reads.length
    await under.clock.advance(60 * minute)
    expect(under.gateway.reads.length - before).toBeLessThanOrEqual(61)
    under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: 'https://cdn.example/a.png' })
    await under.until(task.id, 'done')
  })

  test('after a day without news nobody looks by himself, but a hint still finds the end', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 93 })
    await under.clock.advance(25 * 60 * minute)
    const before = under.gateway.reads.length
    await under.clock.advance(5 * 60 * minute)
    expect(under.gateway.reads).toHaveLength(before)
    under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: 'https://cdn.example/a.png' })
    const found = await under.studio.settleUnclear(viewer, task.id, { choice: 'check' })
    expect(found.state.name).toBe('done')
  }, 60_000)

  test('a hint is followed at once, and a flood of hints once in ten seconds', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    await under.clock.advance(3 * minute)
    const before = under.gateway.reads.length
    const at = under.clock.now()
    for (let i = 0; i < 100; i += 1) under.studio.lookNow(task.id)
    await under.clock.settle()
    expect(under.gateway.reads.slice(before)).toEqual([at])
  })
})

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
