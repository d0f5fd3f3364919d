import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

test('the feed goes back page by page, newest first, each task once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 7; i += 1) ids.push((await under.imagine(`fox ${i}`)).id)
  const seen: string[] = []
  let before: string | undefined
  do {
    const page = await under.studio.feed(viewer, { before, limit: 3 })
    seen.push(...page.tasks.map((task) => task.id))
    before = page.next ?? undefined
  } while (before !== undefined)
  expect(seen).toEqual(ids.toReversed())
})

test('who follows the changes from a page of the feed misses nothing', async () => {
  const first = await under.imagine('one')
  const { seq } = await under.studio.feed(viewer, { limit: 10 })
  const quiet = await under.studio.changes(viewer, seq, { holdMs: 0 })
  expect(quiet).toMatchObject({ tasks: [], more: false, seq })
  under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 20 })
  await under.until(first.id, 'running')
  const second = await under.imagine('two')
  const news = await under.studio.changes(viewer, seq, { holdMs: 0 })
  expect(news.tasks.map((task) => [task.id, task.state.name])).toEqual([
    [first.id, 'running'],
    [second.id, 'waiting'],
  ])
  expect(news.seq).toBeGreaterThan(seq)
})

test('an answer is held open until something changes', async () => {
  const { seq } = await under.studio.feed(viewer, { limit: 1 })
  const held = under.studio.changes(viewer, seq, { holdMs: 10_000 })
  const task = await under.imagine()
  expect((await held).tasks.map((one) => one.id)).toEqual([task.id])
})

test('a held answer ends with its time, with its watcher, and with the studio', async () => {
  const { seq } = await under.studio.feed(viewer, { limit: 1 })
  const timed = under.studio.changes(viewer, seq, { holdMs: 10_000 })
  await under.clock.advance(10_000)
  expect(await timed).toMatchObject({ tasks: [], seq })
  const leaving = new AbortController()
  const left = under.studio.changes(viewer, seq, { holdMs: 10_000, signal: leaving.signal })
  await under.clock.settle()
  leaving.abort()
  expect(await left).toMatchObject({ tasks: [] })
})

test('a thousand changes and one are two answers', async () => {
  await under.close()
  // None is sent, so none changes once more meanwhile.
  under = await studioUnderTest({ timings: { sendsInFlight: 0 } })
  const items = Array.from({ length: 1001 }, (_, i) => ({
    clientKey: `many ${i}`,
    submission: { verb: 'imagine', prompt: `fox ${i}` } as const,
  }))
  await under.studio.submit(viewer, items)
  const first = await under.studio.changes(viewer, 0, { holdMs: 0 })
  expect([first.tasks.length, first.more]).toEqual([1000, true])
  const second = await under.studio.changes(viewer, first.seq, { holdMs: 0 })
  expect(second.more).toBe(false)
  const seen = new Set([...first.tasks, ...second.tasks].map((task) => task.id))
  expect(seen.size).toBe(1001)
}, 60_000)

test('a watcher from before the data folder was replaced is told everything', async () => {
  const task = await under.imagine()
  const { tasks } = await under.studio.changes(viewer, 10 ** 9, { holdMs: 0 })
  expect(tasks.map((one) => one.id)).toEqual([task.id])
})

test('a parent is told anew when a child of its changes', async () => {
  const parent = await under.imagine()
  under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: 'https://cdn.example/a.png' })
  await under.until(parent.id, 'done')
  const { seq } = await under.studio.feed(viewer, { limit: 1 })
  const child = await under.submit({
    verb: 'action',
    taskId: parent.id,
    customId: 'MJ::JOB::variation::1::job',
  })
  const news = await under.studio.changes(viewer, seq, { holdMs: 0 })
  const told = news.tasks.find((task) => task.id === parent.id)
  expect(told?.children).toEqual([
    { id: child.id, customId: 'MJ::JOB::variation::1::job', state: 'waiting' },
  ])
})

test('a family is everybody from the first ancestor down, oldest first', async () => {
  const press = (taskId: string, n: number) =>
    under.submit({ verb: 'action', taskId, customId: `MJ::JOB::variation::${n}::job` })
  const root = await under.imagine()
  const left = await press(root.id, 1)
  const right = await press(root.id, 2)
  const leaf = await press(left.id, 3)
  await under.imagine('a stranger')
  const family = await under.studio.family(viewer, leaf.id)
  expect(family.map((task) => task.id)).toEqual([root.id, left.id, right.id, leaf.id])
})

test('a seed is asked for once and remembered', async () => {
  const task = await under.imagine()
  expect(await under.studio.seed(viewer, task.id)).toBe('636646138')
  under.gateway.seed = () => Promise.reject(new Error('asked twice'))
  expect(await under.studio.seed(viewer, task.id)).toBe('636646138')
})

test('the history holds neither the prompt nor an address', async () => {
  const task = await under.imagine('a very secret fox')
  under.gateway.report('gw1', { status: 'FAILURE', failReason: 'see https://x.example/?key=1' })
  await under.until(task.id, 'failed')
  const text = JSON.stringify(await under.studio.history(viewer, task.id))
  expect(text).not.toMatch(/secret|https/)
})
