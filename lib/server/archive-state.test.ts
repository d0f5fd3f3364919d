import { afterEach, beforeEach, expect, test } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import {
  type ArchiveUnderTest,
  archiveUnderTest,
  type Kept,
  keepOneOfEach,
  untilArchive,
} from './testing/archive-under-test'
import { viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let archive: ArchiveUnderTest
let kept: Kept
beforeEach(async () => {
  archive = await archiveUnderTest('disk')
  kept = await keepOneOfEach(archive.under)
})
afterEach(() => archive.close())

const state = () => archive.under.studio.archive.state(viewer)

async function sizeOf(pick: (path: string) => boolean): Promise<number> {
  const paths = (await archive.store.paths()).filter(pick)
  const sizes = await Promise.all(
    paths.map(async (path) => (await archive.store.read(path)).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('what is kept is counted, by the rows until the store has been listed', async () => {
  const before = await state()
  expect(before).toMatchObject({
    store: 'disk',
    pictures: 4,
    films: 1,
    references: 1,
    keeping: 0,
    gone: { count: 0, canRetry: 0, tasks: [] },
    freeBytes: 10 ** 12,
    quotaBytes: null,
    check: { isOn: false, lastAt: null, oldestAt: null, unread: 0, missing: 0, damaged: 0 },
  })
  const originals = await sizeOf((path) => !path.endsWith('.webp'))
  // A mask has no row of its own.
  expect(before.usedBytes).toBeLessThan(originals)
  expect(before.usedBytes).toBeGreaterThan(originals * 0.9)

  await archive.under.restart({ scrubBytesPerDay: 10 ** 12, quotaBytes: 10 ** 9 })
  await archive.under.clock.advance(61_000)
  await expect.poll(async () => (await state()).check.lastAt, { interval: 20 }).not.toBeNull()
  await expect.poll(async () => (await state()).check.unread, { interval: 20 }).toBe(0)
  const after = await state()
  expect(after.usedBytes).toBe(await sizeOf(() => true))
  expect(after).toMatchObject({ quotaBytes: 10 ** 9, check: { isOn: true, damaged: 0 } })

  await archive.under.clock.advance(1000)
  const { id } = await archive.under.studio.references.keepPicture(
    viewer,
    await firstPicture(),
    null,
  )
  const { sizeBytes } = (await archive.under.studio.references.find(viewer, [id]))[0]!
  expect((await state()).usedBytes).toBe(after.usedBytes + sizeBytes)
})

async function firstPicture(): Promise<string> {
  return (await archive.under.task(kept.parent)).pictures[0]!.id
}

test('what was given up is named with its reason, and is tried again together', async () => {
  const { under } = archive
  const address = 'https://cdn.example/late.png'
  under.gateway.pictures.set(address, new StudioError('too-large', 'a picture of 90 MB'))
  const tasks = [await under.imagine('one'), await under.imagine('two')]
  for (const { gatewayTaskId } of tasks) {
    under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl: address })
  }
  for (const { id } of tasks) await untilArchive(under, id, 'gone')
  expect((await state()).gone).toEqual({
    count: 2,
    canRetry: 2,
    tasks: [
      { id: tasks[1]!.id, prompt: 'two', reason: 'a picture of 90 MB', canRetry: true },
      { id: tasks[0]!.id, prompt: 'one', reason: 'a picture of 90 MB', canRetry: true },
    ],
  })
  const stranger = await under.studio.archive.state(viewerOf('stranger'))
  expect(stranger.gone.count).toBe(0)

  under.gateway.pictures.delete(address)
  expect(await under.studio.archive.retryGone(viewer)).toBe(2)
  for (const { id } of tasks) await untilArchive(under, id, 'kept')
  expect((await state()).gone.count).toBe(0)
  expect(await under.studio.archive.retryGone(viewer)).toBe(0)
})

test('what nobody can be asked for any more cannot be tried again', async () => {
  const { under } = archive
  under.gateway.pictures.set('https://cdn.example/x.png', new StudioError('forbidden', 'no'))
  const task = await under.imagine()
  under.gateway.report(task.gatewayTaskId!, {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.example/x.png',
  })
  await untilArchive(under, task.id, 'gone')
  const elsewhere = { gateway_id: 'disconnected', seq: 10 ** 9 }
  const { db } = under.studio
  await db.updateTable('task').set(elsewhere).where('id', '=', task.id).execute()
  await db
    .updateTable('meta')
    .set({ value: 10 ** 9 })
    .where('key', '=', 'seq')
    .execute()
  expect((await state()).gone).toMatchObject({
    count: 1,
    canRetry: 0,
    tasks: [{ canRetry: false }],
  })
  expect(await under.studio.archive.retryGone(viewer)).toBe(0)
})
