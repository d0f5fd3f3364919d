import { afterEach, beforeEach, expect, test } from 'vitest'
import { inChunks } from '@/lib/db/chunks'
import { nextSeqs, readIndexed } from '@/lib/db/sequence'
import { readTask } from '@/lib/db/tasks'
import { develop, foundBy, keptTask } from './testing/develop'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

/** As a data folder from before there was a library: pictures, and nothing by which to find them. */
async function forgetLibrary(): Promise<void> {
  const { db } = under.studio
  for (const table of ['frame', 'term', 'task_text'] as const) await db.deleteFrom(table).execute()
  await db.updateTable('meta').set({ value: 0 }).where('key', '=', 'indexed').execute()
}

/** What says of a task that its results are to be fetched, as after its end. */
const toFetch = () => ({
  state_json: JSON.stringify({ name: 'done', archive: 'keeping', detail: '' }),
  archive_next_at: under.clock.now(),
})

/** Waits until the pictures of a task have been fetched a second time. */
async function keptAgain(taskId: string): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    const history = await under.studio.history(viewer, taskId)
    if (history.filter(({ kind }) => kind === 'kept').length === 2) return
    await under.clock.advance(100)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(JSON.stringify(await under.studio.history(viewer, taskId)))
}

test('what there was before the library is framed and found after the next start', async () => {
  await develop(under, 'a red fox')
  await develop(under, 'a blue fox', { isGrid: false })
  const before = await foundBy(under, 'fox')
  await forgetLibrary()
  await under.restart()
  expect(await foundBy(under, 'fox')).toEqual(before)
  expect(await foundBy(under, '')).toEqual(before)
})

test('looking again changes nothing', async () => {
  await develop(under, 'a red fox, 红狐狸')
  await foundBy(under, 'fox')
  const terms = () =>
    under.studio.db.selectFrom('term').selectAll().orderBy('word').orderBy('place').execute()
  const before = await terms()
  expect(before.length).toBeGreaterThan(10)
  await under.studio.db.updateTable('meta').set({ value: 0 }).where('key', '=', 'indexed').execute()
  await foundBy(under, 'fox')
  expect(await terms()).toEqual(before)
})

test('a search does not wait for a thousand tasks that nobody has looked at yet', async () => {
  const { id } = await develop(under, 'an early fox')
  await foundBy(under, '')
  const { db } = under.studio
  const { seq: _, ...row } = await readTask(db, id)
  const first = await nextSeqs(db, 1002)
  const late = Array.from({ length: 1002 }, (__, n) => ({
    ...row,
    id: `late-${n}`,
    image_url: null,
    gateway_task_id: null,
    seq: first + n,
    place: first + n,
  }))
  for (const some of inChunks(late, 100)) await db.insertInto('task').values(some).execute()
  expect(await readIndexed(db)).toBeLessThan(first)
  expect(await foundBy(under, 'fox')).toHaveLength(4)
  expect(await readIndexed(db)).toBeLessThan(first)
})

test('fetching pictures again keeps ids, favourites and collections, by bytes or else by position', async () => {
  const { library } = under.studio
  const task = await under.imagine('a red fox')
  const urls = ['a', 'b', 'c'].map((name) => `https://cdn.example/${name}.png`)
  for (const [n, url] of urls.entries()) {
    under.gateway.pictures.set(url, await plainPicture(64, 64, ['#a00', '#0a0', '#00a'][n]))
  }
  under.gateway.report(task.gatewayTaskId!, { status: 'SUCCESS', imageUrls: urls })
  await keptTask(under, task.id)
  const before = await library.framesOf(viewer, [task.id])
  expect(before.map((frame) => frame.picture.position)).toEqual([0, 1, 2])
  const ids = before.map((frame) => frame.id)
  const best = await library.createCollection(viewer, 'Best')
  await library.collect(viewer, best.id, { ids: [ids[0]!, ids[2]!] })
  await library.mark(viewer, { ids: [ids[1]!] }, { favourite: true })
  // The gateway names the first two the other way round, and the third one's bytes are new.
  under.gateway.report(task.gatewayTaskId!, { imageUrls: [urls[1]!, urls[0]!, urls[2]!] })
  under.gateway.pictures.set(urls[2]!, await plainPicture(96, 64, '#123'))
  await under.studio.db
    .updateTable('task')
    .set({
      image_urls_json: JSON.stringify([urls[1], urls[0], urls[2]]),
      ...toFetch(),
    })
    .where('id', '=', task.id)
    .execute()
  await under.restart()
  await keptAgain(task.id)
  const after = await under.studio.library.framesOf(viewer, [task.id])
  expect(after.map((frame) => frame.id)).toEqual([ids[1], ids[0], ids[2]])
  expect(after[0]).toMatchObject({ id: ids[1], isFavourite: true })
  expect(after[2]!.picture.width).toBe(96)
  expect(await foundBy(under, 'in:Best')).toEqual([ids[0], ids[2]])
})

test('one quadrant that was deleted for good does not come back with its picture', async () => {
  const { library } = under.studio
  const task = await develop(under, 'a red fox', { report: { buttons: gridButtons } })
  const ids = (await library.framesOf(viewer, [task.id])).map((frame) => frame.id)
  await library.mark(viewer, { ids: [ids[1]!] }, { trashed: true })
  await library.emptyTrash(viewer, { ids })
  await under.studio.db.updateTable('task').set(toFetch()).where('id', '=', task.id).execute()
  await under.restart()
  await keptAgain(task.id)
  const left = await under.studio.library.framesOf(viewer, [task.id])
  expect(left.map((frame) => frame.id)).toEqual([ids[0], ids[2], ids[3]])
})
