import { expect, test } from 'vitest'
import { develop } from './testing/develop'
import { studioUnderTest, viewer } from './testing/studio-under-test'

/** Told from what the studio itself waits for by its length. */
const holdMs = 12_345

test('who asks for changes while the studio ends is told so, and who waits is let go', async () => {
  const under = await studioUnderTest()
  const { studio } = under
  const { seq } = await studio.changes(viewer, 0, { holdMs: 0 })
  const waiting = studio.changes(viewer, seq, { holdMs })
  await under.clock.settle()
  await under.close()
  expect(await waiting).toEqual({ seq, tasks: [], more: false, isSharedNew: false })
  await expect(studio.changes(viewer, seq, { holdMs })).rejects.toMatchObject({
    kind: 'unavailable',
  })
})

test('an answer that is there at once leaves nothing waiting', async () => {
  const under = await studioUnderTest()
  const { studio, clock } = under
  await develop(under, 'a red fox')
  await clock.settle()
  const { tasks } = await studio.changes(viewer, 0, { holdMs })
  expect(tasks).toHaveLength(1)
  expect(clock.timersIn(holdMs)).toBe(0)
  await under.close()
})

test('a submit that was answered before leaves nothing waiting', async () => {
  const under = await studioUnderTest()
  const { studio, clock } = under
  const task = await develop(under, 'a red fox')
  await clock.settle()
  expect((await studio.answered(viewer, task.id, holdMs)).id).toBe(task.id)
  expect(clock.timersIn(holdMs)).toBe(0)
  await under.close()
})

test('who has gone away is not waited for', async () => {
  const under = await studioUnderTest()
  const { studio, clock } = under
  const { seq } = await studio.changes(viewer, 0, { holdMs: 0 })
  const tab = new AbortController()
  const waiting = studio.changes(viewer, seq, { holdMs, signal: tab.signal })
  await clock.settle()
  expect(clock.timersIn(holdMs)).toBe(1)
  tab.abort()
  expect(await waiting).toEqual({ seq, tasks: [], more: false, isSharedNew: false })
  expect(clock.timersIn(holdMs)).toBe(0)
  expect(await studio.changes(viewer, seq, { holdMs, signal: tab.signal })).toEqual({
    seq,
    tasks: [],
    more: false,
    isSharedNew: false,
  })
  await under.close()
})
