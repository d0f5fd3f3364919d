import { afterEach, beforeEach, expect, test } from 'vitest'
import { trashDays } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import { openDiskBlobs } from '@/lib/storage/disk'
import { removeCondemned } from './library-trash'
import { develop, foundBy, keptTask, nextColor } from './testing/develop'
import { plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const framesOf = async (task: Task) =>
  (await under.studio.library.framesOf(viewer, [task.id])).map((frame) => frame.id)

const throwAway = (ids: readonly string[]) =>
  under.studio.library.mark(viewer, { ids }, { trashed: true })

const empty = () => under.studio.library.emptyTrash(viewer, { query: 'is:trashed', except: [] })

/** Names of the blobs on the disk. */
async function blobs(): Promise<readonly string[]> {
  const disk = await openDiskBlobs(`${under.folder}/blobs`)
  const found: string[] = []
  for await (const sha256 of disk.list()) found.push(sha256)
  return found
}

const readPicture = (task: Task, n = 0) =>
  under.studio.image(viewer, task.pictures[n]!.id, 'original')

test('what is deleted for good takes its bytes along; the task stays, and its history says so', async () => {
  const task = await develop(under, 'a red fox')
  const ids = await framesOf(task)
  await throwAway(ids.slice(0, 3))
  expect(await empty()).toEqual({ changed: ids.slice(0, 3) })
  expect(await framesOf(task)).toEqual(ids.slice(3))
  await readPicture(task)
  await throwAway(ids.slice(3))
  expect((await empty()).changed).toEqual(ids.slice(3))
  expect(await blobs()).toEqual([])
  await expect(readPicture(task)).rejects.toMatchObject({ kind: 'not-found' })
  const left = await under.task(task.id)
  expect(left).toMatchObject({ pictures: [], state: { name: 'done', archive: 'gone' } })
  expect(left.trashedAt).not.toBeNull()
  const history = await under.studio.history(viewer, task.id)
  expect(history.filter(({ kind }) => kind === 'deleted').map(({ detail }) => detail)).toEqual([
    '3 frames',
    '1 frame',
  ])
  expect(await foundBy(under, 'fox')).toEqual([])
})

test('only what lies in the trash is deleted, whatever is asked for', async () => {
  const task = await develop(under, 'a red fox')
  const ids = await framesOf(task)
  await throwAway(ids.slice(0, 1))
  const { library } = under.studio
  expect(await library.emptyTrash(viewer, { ids })).toEqual({ changed: ids.slice(0, 1) })
  expect(await library.emptyTrash(viewer, { query: '', except: [] })).toEqual({ changed: [] })
  expect(await framesOf(task)).toEqual(ids.slice(1))
  const stranger = viewerOf('other')
  await throwAway(ids.slice(1, 2))
  expect(await library.emptyTrash(stranger, { ids })).toEqual({ changed: [] })
  expect(await library.emptyTrash(stranger, { query: 'is:trashed', except: [] })).toEqual({
    changed: [],
  })
})

test('the trash keeps what is in it for its term, and not much longer', async () => {
  const task = await develop(under, 'a red fox')
  const ids = await framesOf(task)
  await throwAway(ids)
  const lieFor = (frames: readonly string[], ms: number) =>
    under.studio.db
      .updateTable('frame')
      .set({ trashed_at: under.clock.now() - ms })
      .where('id', 'in', frames)
      .execute()
  await lieFor(ids.slice(0, 2), trashDays * dayMs - 2 * hourMs)
  await under.clock.advance(hourMs)
  expect(await framesOf(task)).toEqual(ids)
  await under.clock.advance(2 * hourMs)
  expect(await framesOf(task)).toEqual(ids.slice(2))
  await lieFor(ids.slice(2), trashDays * dayMs + 1)
  await under.clock.advance(hourMs)
  expect(await framesOf(task)).toEqual([])
  expect(await blobs()).toEqual([])
})

test('bytes that another task, or a reference, needs stay', async () => {
  const color = nextColor()
  const first = await develop(under, 'a red fox', { color, isGrid: false })
  const second = await develop(under, 'the same fox', { color, isGrid: false })
  await throwAway(await framesOf(first))
  await empty()
  expect((await readPicture(second)).bytes.length).toBeGreaterThan(20)
  const reference = await under.studio.references.keepPicture(viewer, second.pictures[0]!.id, null)
  await throwAway(await framesOf(second))
  await empty()
  expect(await blobs()).toEqual([reference.id])
})

test('a mask that is the very picture stays', async () => {
  const bytes = await plainPicture(64, 64, '#ffffff')
  const task = await develop(under, 'white', { width: 64, height: 64, color: '#ffffff' })
  const maskBase64 = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
  const press = { verb: 'action', taskId: task.id, customId: 'MJ::Inpaint::1::job::SOLO' } as const
  const child = await under.submit({ ...press, answer: { prompt: 'white', maskBase64 } })
  await throwAway(await framesOf(task))
  await empty()
  expect((await under.studio.mask(viewer, child.id)).png.length).toBe(bytes.length)
})

test('the same picture put again at the moment in which it is deleted is not lost', async () => {
  const color = nextColor()
  const first = await develop(under, 'a red fox', { color, isGrid: false })
  await throwAway(await framesOf(first))
  const second = await under.imagine('the same fox')
  const imageUrl = 'https://cdn.example/again.png'
  const bytes = await plainPicture(128, 64, color)
  under.gateway.pictures.set(imageUrl, bytes)
  // The second has put its bytes and is about to write its row when the first one's go.
  const readResult = under.gateway.readResult.bind(under.gateway)
  let reads = 0
  under.gateway.readResult = async (url, keepFilm) => {
    const result = await readResult(url, keepFilm)
    if ((reads += 1) > 1) return result
    const { db } = under.studio
    const blobsOfStudio = await openDiskBlobs(`${under.folder}/blobs`)
    await blobsOfStudio.put(bytes)
    await empty()
    await removeCondemned({ db, blobs: blobsOfStudio, clock: under.clock })
    return result
  }
  under.gateway.report(second.gatewayTaskId!, { status: 'SUCCESS', imageUrl })
  const kept = await keptTask(under, second.id)
  expect((await readPicture(kept)).bytes).toEqual(Buffer.from(bytes))
  expect(reads).toBeGreaterThanOrEqual(2)
})

test('bytes that a crash left condemned go at the next start, and nobody names them before', async () => {
  const task = await develop(under, 'a red fox', { isGrid: false })
  const ids = await framesOf(task)
  await throwAway(ids)
  await under.studio.db
    .insertInto('removed_blob')
    .values({ sha256: 'f'.repeat(64), removed_at: null })
    .execute()
  await under.restart()
  const { removed_at } = await under.studio.db
    .selectFrom('removed_blob')
    .select('removed_at')
    .executeTakeFirstOrThrow()
  expect(removed_at).not.toBeNull()
  expect(await framesOf(task)).toEqual(ids)
})

test('a deleted picture can be fetched again, and has lost its place in the trash', async () => {
  const task = await develop(under, 'a red fox')
  await throwAway(await framesOf(task))
  await empty()
  await under.clock.advance(10_000)
  await under.studio.retryArchive(viewer, task.id)
  const back = await keptTask(under, task.id)
  expect(back.trashedAt).toBeNull()
  expect(await foundBy(under, 'fox')).toHaveLength(4)
})
