import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settleKept } from '@/lib/db/task-archive'
import { readTask } from '@/lib/db/tasks'
import { pictureSizes } from '@/lib/mj/task'
import { blobPath } from '@/lib/storage/blob-path'
import type { Blobs } from '@/lib/storage/blobs'
import { blobFolder, openBlobs } from '@/lib/storage/open-blobs'
import { createPictureSizes, keepShown, shownSize } from './picture-sizes'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { readNamedBlobs } from './named-blobs'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const address = 'https://cdn.example/a.png'
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Where the file of a size would be there is a folder: it cannot be written. */
async function obstruct(sha256: string, size: number): Promise<() => Promise<void>> {
  const path = join(blobFolder(under.folder), blobPath(sha256, `${size}.webp`))
  await mkdir(join(path, 'in-the-way'), { recursive: true })
  return () => rm(path, { recursive: true })
}

/** A task that is kept, of whose picture the largest size could not be written. */
async function keepWithoutLargest() {
  const bytes = await plainPicture(1200, 800, '#a63')
  under.gateway.pictures.set(address, bytes)
  const clear = await obstruct(shaOf(bytes), 1024)
  const { id, gatewayTaskId } = await under.imagine()
  under.gateway.report(gatewayTaskId!, {
    status: 'SUCCESS',
    imageUrl: address,
    buttons: gridButtons,
  })
  await untilKept(id)
  return { id, sha256: shaOf(bytes), clear }
}

const dueAt = async (id: string) => (await readTask(under.studio.db, id)).archive_next_at
const fileOf = async (sha256: string, size: number) =>
  (await openBlobs(under.folder, null)).getDerived(sha256, `${size}.webp`)

async function untilKept(id: string): Promise<void> {
  await vi.waitFor(async () => {
    await under.clock.advance(500)
    expect((await under.task(id)).state).toMatchObject({ archive: 'kept' })
  }, 20_000)
}

/** Encoding takes real time, which the hand clock does not see. */
async function untilSettled(id: string): Promise<void> {
  await vi.waitFor(async () => {
    await under.clock.advance(1000)
    expect(await dueAt(id)).toBeNull()
  }, 20_000)
}

test('a picture is shown while its other sizes are still to be made, and stays due until they are', async () => {
  const { id, sha256, clear } = await keepWithoutLargest()
  expect(await fileOf(sha256, shownSize)).toBeDefined()
  expect(await dueAt(id)).not.toBeNull()
  await vi.waitFor(() => expect(under.faults).not.toEqual([]))
  expect((await under.task(id)).state).toMatchObject({ archive: 'kept' })
  await clear()
  await untilSettled(id)
  for (const size of pictureSizes) expect(await fileOf(sha256, size)).toBeDefined()
})

test('sizes that the last process did not come to make are made by the next', async () => {
  const { id, sha256, clear } = await keepWithoutLargest()
  await under.restart()
  await clear()
  await untilSettled(id)
  expect(await fileOf(sha256, 1024)).toBeDefined()
})

test('after a day of failing they are left until somebody asks for one', async () => {
  const { id, sha256, clear } = await keepWithoutLargest()
  await under.clock.advance(25 * 3_600_000)
  await untilSettled(id)
  await clear()
  const [picture] = (await under.task(id)).pictures
  expect(await under.studio.image(viewer, picture!.id, 1024)).toMatchObject({ type: 'image/webp' })
  expect(await fileOf(sha256, 1024)).toBeDefined()
}, 60_000)

test('a task that is to be fetched anew is not settled by sizes that were under way', async () => {
  const { id, clear } = await keepWithoutLargest()
  const { db } = under.studio
  const keeping = JSON.stringify({ name: 'done', archive: 'keeping', detail: '' })
  const row = db.updateTable('task').where('id', '=', id)
  await row.set({ state_json: keeping, archive_next_at: under.clock.now() + 60_000 }).execute()
  await settleKept(db, id)
  expect(await dueAt(id)).not.toBeNull()
  await clear()
  await untilKept(id)
  await untilSettled(id)
})

test('what is to come is neither missing from the archive nor counted as being fetched', async () => {
  const { id, sha256, clear } = await keepWithoutLargest()
  const derived = async () => (await readNamedBlobs(under.studio.db)).get(sha256)?.derived
  expect(await derived()).toEqual(new Set(['512.webp']))
  expect((await under.studio.archive.state(viewer)).keeping).toBe(0)
  await clear()
  await untilSettled(id)
  expect(await derived()).toEqual(new Set(['256.webp', '512.webp', '1024.webp']))
})

test('two who ask for sizes that are not made yet share the work', async () => {
  const blobs = await openBlobs(under.folder, null)
  const { blob } = await keepShown({ blobs }, await plainPicture(1200, 800, '#a63'))
  const get = vi.fn<Blobs['get']>((sha256, options) => blobs.get(sha256, options))
  const sizes = createPictureSizes({ blobs: { ...blobs, get } })
  const [small, large] = await Promise.all([
    sizes.read(blob.sha256, 256),
    sizes.read(blob.sha256, 1024),
  ])
  expect(large.length).toBeGreaterThan(small.length)
  expect(get).toHaveBeenCalledTimes(1)
  expect(await sizes.read(blob.sha256, 1024)).toEqual(large)
})

test('without its original no size can be made, and one that is there is read', async () => {
  const blobs = await openBlobs(under.folder, null)
  const sizes = createPictureSizes({ blobs })
  const { blob } = await keepShown({ blobs }, await plainPicture(600, 400, '#a63'))
  await rm(join(blobFolder(under.folder), blobPath(blob.sha256)))
  expect(await sizes.read(blob.sha256, shownSize)).toBeDefined()
  await expect(sizes.read(blob.sha256, 1024)).rejects.toMatchObject({ kind: 'not-found' })
})
