import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveTask, readTask } from '@/lib/db/tasks'
import { blankReport } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'
import type { StudioParts } from './studio-parts'
import { applyReport } from './tracker-apply'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

test('a task cancelled while a look at it is written down stays cancelled', async () => {
  const { id } = await under.imagine()
  const { db } = under.studio
  const row = await readTask(db, id)
  let cancelling: Promise<unknown> | undefined
  const clock = {
    now() {
      // Asked for between the first read of the row and the write: the cancel gets in before it.
      cancelling ??= db.transaction().execute((tx) => moveTask(tx, row, { name: 'cancelled' }))
      return under.clock.now()
    },
  }
  const parts = { db, clock, bell: { ring: () => undefined } } as unknown as StudioParts
  const report = { ...blankReport, id: 'gw1', status: 'IN_PROGRESS', progress: 30 } as const
  expect(await applyReport(parts, id, report, 1_000)).toBe(false)
  await cancelling
  expect((await under.task(id)).state).toEqual({ name: 'cancelled' })
})
