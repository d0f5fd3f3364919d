import { afterEach, describe, expect, test } from 'vitest'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
afterEach(() => under.close())

const minute = 60_000

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

  test('a hint within ten seconds of the look before is followed at their end', async () => {
    under = await studioUnderTest()
    const task = await under.imagine()
    await under.clock.advance(3 * minute)
    const before = under.gateway.reads.length
    const at = under.clock.now()
    under.studio.lookNow(task.id)
    await under.clock.advance(2000)
    under.studio.lookNow(task.id)
    await under.clock.advance(8000)
    expect(under.gateway.reads.slice(before)).toEqual([at, at + 10_000])
  })
})
