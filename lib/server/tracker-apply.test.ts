import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveTask, readTask } from '@/lib/db/tasks'
import { blankReport } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'
import type { StudioParts } from './studio-parts'
import { applyMiss, applyReport } from './tracker-apply'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

test.each([
  [
    'looked at',
    (parts: StudioParts, id: string) =>
      applyReport(parts, id, { ...blankReport, id: 'gw1', status: 'IN_PROGRESS' }, 1_000),
  ],
  ['missed for the last time', applyMiss],
] as const)('a task cancelled while it is %s stays cancelled', async (_, apply) => {
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
  const bell = { ring: () => undefined }
  const timings = { lostMisses: 1, lostMs: 0 }
  await apply({ db, clock, bell, timings } as unknown as StudioParts, id)
  await cancelling
  expect((await under.task(id)).state).toEqual({ name: 'cancelled' })
})
