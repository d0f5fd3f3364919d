import { expect, test } from 'vitest'
import { studioUnderTest, viewer } from './testing/studio-under-test'

test('who asks for changes while the studio ends is told so, and who waits is let go', async () => {
  const under = await studioUnderTest()
  const { studio } = under
  const { seq } = await studio.changes(viewer, 0, { holdMs: 0 })
  const waiting = studio.changes(viewer, seq, { holdMs: 10_000 })
  await under.clock.settle()
  await under.close()
  expect(await waiting).toEqual({ seq, tasks: [], more: false })
  await expect(studio.changes(viewer, seq, { holdMs: 10_000 })).rejects.toMatchObject({
    kind: 'unavailable',
  })
})
