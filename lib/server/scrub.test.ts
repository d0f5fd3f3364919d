import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastCensus, summarizeProofs } from '@/lib/db/proofs'
import { blobPath } from '@/lib/storage/blob-path'
import { blobFolder, openBlobs } from '@/lib/storage/open-blobs'
import { colored } from './testing/archive-under-test'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

const day = 24 * 3_600_000

let under: StudioUnderTest
const ids: string[] = []
let sizeBytes = 0

beforeEach(async () => {
  under = await studioUnderTest()
  ids.length = 0
  for (let red = 0; red < 10; red += 1) {
    const bytes = await colored(red * 20)
    sizeBytes = Math.max(sizeBytes, bytes.length)
    ids.push((await under.studio.references.keep(viewer, bytes)).id)
  }
})
afterEach(() => under.close())

/** Listing and reading take real time, which the hand clock does not see. */
async function letPass(ms: number, until: () => Promise<boolean>): Promise<void> {
  await under.clock.advance(ms)
  await expect.poll(until, { timeout: 15_000, interval: 20 }).toBe(true)
}
const proofs = () => under.studio.db.selectFrom('proof').selectAll().execute()
const readOnes = async () => (await proofs()).filter(({ verified_at }) => verified_at > 0)
const fileOf = (id: string) => join(blobFolder(under.folder), blobPath(id))

test('reads its share each day, and the whole in its turn, the longest unread first', async () => {
  // Three of the ten a day.
  await under.restart({
    scrubBytesPerDay: sizeBytes * 3,
    timings: { scrubEveryMs: day, censusEveryMs: day },
  })
  await letPass(61_000, async () => (await readOnes()).length >= 3)
  const first = await readOnes()
  expect(first.length).toBeLessThanOrEqual(4)
  for (const want of [6, 9, 10]) {
    await letPass(day + 1000, async () => (await readOnes()).length >= want)
  }
  const order = (await readOnes()).toSorted((a, b) => a.verified_at - b.verified_at)
  const firstIds = first.map(({ sha256 }) => sha256).toSorted()
  expect(
    order
      .slice(0, first.length)
      .map(({ sha256 }) => sha256)
      .toSorted(),
  ).toEqual(firstIds)
  expect(await summarizeProofs(under.studio.db)).toMatchObject({
    unread: 0,
    missing: 0,
    damaged: 0,
  })
})

test('finds what is missing and what is damaged, and says so until it is sound again', async () => {
  await rm(fileOf(ids[0]!))
  await writeFile(fileOf(ids[1]!), 'rotten')
  await under.restart({ scrubBytesPerDay: 10 ** 12 })
  await letPass(61_000, async () => (await readOnes()).length === 10)
  expect(await summarizeProofs(under.studio.db)).toMatchObject({ missing: 1, damaged: 1 })
  expect((await lastCensus(under.studio.db))?.counts).toMatchObject({ missing: 1, files: 29 })

  const blobs = await openBlobs(under.folder, null)
  for (const red of [0, 20]) await blobs.put(await colored(red))
  await letPass(8 * day, async () => (await summarizeProofs(under.studio.db)).missing === 0)
  await letPass(0, async () => (await summarizeProofs(under.studio.db)).damaged === 0)
})

test('reads nothing twice within a week, and nothing at all where it is turned off', async () => {
  const timings = { scrubEveryMs: day }
  await under.restart({ scrubBytesPerDay: 10 ** 12, timings })
  await letPass(61_000, async () => (await readOnes()).length === 10)
  const before = await proofs()
  await under.clock.advance(6 * day)
  expect(await proofs()).toEqual(before)
  await under.restart({ scrubBytesPerDay: 0, timings })
  await under.clock.advance(9 * day)
  expect(await proofs()).toEqual(before)
})

test('wakes the archive for what another process has left to do', async () => {
  const task = await under.imagine()
  under.gateway.report(task.gatewayTaskId!, {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.example/a.png',
  })
  const keepings = async () => {
    const history = await under.studio.history(viewer, task.id)
    return history.filter(({ kind }) => kind === 'kept').length
  }
  await under.until(task.id, 'done')
  await letPass(1000, async () => (await keepings()) === 1)
  const keeping = JSON.stringify({ name: 'done', archive: 'keeping', detail: '' })
  const due = { state_json: keeping, archive_next_at: 0 }
  await under.studio.db.updateTable('task').set(due).where('id', '=', task.id).execute()
  await letPass(11 * 60_000, async () => (await keepings()) === 2)
})

test('a studio that closes does not wait for the end of a reading', async () => {
  await under.restart({ scrubBytesPerDay: 10 ** 12 })
  await under.clock.advance(60_000)
  await under.restart()
  expect(under.faults).toEqual([])
})
