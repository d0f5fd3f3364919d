import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Task } from '@/lib/mj/task'
import { stripMetadata } from './images/metadata'
import { readWhole } from './import-zip'
import type { TaskRecord } from './exchange-record'
import { openDiskBlobs } from '@/lib/storage/disk'
import { seedLibrary } from './testing/seed-library'
import { exported, imported, libraryJson, received, withZip } from './testing/exchange'
import { gridButtons, plainPicture, plainPictureUrl } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

/** The studio that everything leaves, filled once. */
let from: StudioUnderTest
let grid: Task
let upscale: Task
let to: StudioUnderTest
beforeAll(async () => {
  from = await studioUnderTest()
  ;({ grid, upscale } = await fill())
}, 60_000)
afterAll(() => from.close())
beforeEach(async () => {
  to = await studioUnderTest()
})
afterEach(() => to.close())

type Library = { tasks: TaskRecord[]; references: unknown[]; collections: unknown[] }
const parsed = async (zip: Uint8Array) => JSON.parse(await libraryJson(zip)) as Library

/** Lets a task end with a picture of one colour. */
async function finish(task: Task, color: string, change: Record<string, unknown> = {}) {
  const url = `https://cdn.test/${color.slice(1)}.png?ex=1&is=2&hm=secret`
  from.gateway.pictures.set(url, await plainPicture(64, 48, color))
  from.gateway.report(task.gatewayTaskId!, { status: 'SUCCESS', imageUrl: url, ...change })
  await from.until(task.id, 'done')
  for (;;) {
    const now = await from.task(task.id)
    if (now.state.name === 'done' && now.state.archive === 'kept') return now
    await from.clock.advance(500)
  }
}

/** A grid with a child made of its second quadrant, a region with its mask, a failure, words, and marks. */
async function fill(): Promise<{ grid: Task; upscale: Task }> {
  const grid = await finish(await from.imagine('黎明前的山脊 --ar 4:3'), '#204060', {
    buttons: gridButtons,
    finalPrompt: 'ridges before dawn --ar 4:3 --sref https://cdn.test/s.png?ex=1&is=2&hm=3',
    seed: '4711',
  })
  const press = (customId: string, answer?: object) =>
    from.submit({
      verb: 'action',
      taskId: grid.id,
      customId,
      ...(answer ? { answer } : {}),
    } as never)
  const upscale = await finish(await press('MJ::JOB::upsample::2::job'), '#406020', {
    action: 'UPSCALE',
  })
  const maskBase64 = await plainPictureUrl(64, 48, '#fff')
  await finish(
    await press('MJ::Inpaint::1::job::SOLO', {
      prompt: 'a lake',
      maskBase64,
      maskDocument: '{"version":1,"commands":[]}',
    }),
    '#602040',
  )
  const blend = await from.submit({
    verb: 'blend',
    base64Array: [await plainPictureUrl(64, 64, '#111'), await plainPictureUrl(64, 64, '#eee')],
    dimensions: 'PORTRAIT',
  })
  await finish(blend, '#777777')
  const failed = await from.imagine('something banned')
  from.gateway.report(failed.gatewayTaskId!, { status: 'FAILURE', failReason: 'Banned prompt' })
  await from.until(failed.id, 'failed')
  const { library } = from.studio
  const [frame] = grid.pictures
  await library.mark(viewer, { ids: [`${frame!.id}-2`] }, { favourite: true, kept: true })
  await library.mark(viewer, { ids: [`${frame!.id}-4`] }, { trashed: true })
  return { grid, upscale }
}

describe('a library that goes from studio to studio', () => {
  it('is the same when it leaves the second one', async () => {
    const first = await exported(from.studio)
    const report = await imported(to.studio, first)
    expect(report).toMatchObject({ tasks: 5, known: 0, pictures: 4, skipped: [] })
    const second = await exported(to.studio)
    expect(await libraryJson(second)).toBe(await libraryJson(first))
  })

  it('is the same with years of work in it: collections, searches and families', async () => {
    const [old, fresh] = [await studioUnderTest(), await studioUnderTest()]
    const blobs = await openDiskBlobs(join(old.folder, 'blobs'))
    await seedLibrary({ db: old.studio.db, blobs }, { tasks: 40 })
    const first = await exported(old.studio)
    const { collections } = await parsed(first)
    expect(collections.length).toBeGreaterThan(1)
    expect(await imported(fresh.studio, first)).toMatchObject({ tasks: 40, skipped: [] })
    const second = await libraryJson(await exported(fresh.studio))
    expect(createHash('sha256').update(second).digest('hex')).toBe(
      createHash('sha256')
        .update(await libraryJson(first))
        .digest('hex'),
    )
    const wall = await fresh.studio.library.wall(viewer, '')
    expect(wall.months).toEqual((await old.studio.library.wall(viewer, '')).months)
    await Promise.all([old.close(), fresh.close()])
  }, 60_000)

  it('names every file, each with the exact bytes that its hash says', async () => {
    await imported(to.studio, await exported(from.studio))
    const zip = await exported(to.studio)
    const { tasks } = await parsed(zip)
    const files = tasks.flatMap((task) => task.pictures)
    expect(files).toHaveLength(4)
    await withZip(zip, async (opened) => {
      for (const { file, sha256, sizeBytes, hasNote } of files) {
        const bytes = await readWhole(opened, file!)
        expect(hasNote).toBe(true)
        const original = stripMetadata(bytes)
        expect(createHash('sha256').update(original).digest('hex')).toBe(sha256)
        expect(original).toHaveLength(sizeBytes)
      }
    })
  })

  it('keeps prompts, families, buttons, marks, masks and references', async () => {
    await imported(to.studio, await exported(from.studio))
    const there = await to.task(grid.id)
    const here = await from.task(grid.id)
    expect({ ...there, seq: 0 }).toEqual({
      ...here,
      seq: 0,
      finalPrompt: 'ridges before dawn --ar 4:3 --sref https://cdn.test/s.png',
      // Nobody has clicked for it here.
      clientKeys: [],
    })
    expect((await to.task(upscale.id)).parent).toEqual((await from.task(upscale.id)).parent)
    const region = there.children.find(({ customId }) => customId.includes('Inpaint'))!
    expect(await to.studio.mask(viewer, region.id)).toEqual(
      await from.studio.mask(viewer, region.id),
    )
    const [blend] = (await to.studio.feed(viewer, { limit: 50 })).tasks.filter(
      ({ verb }) => verb === 'blend',
    )
    const references = await to.studio.references.find(viewer, blend!.references)
    expect(references).toHaveLength(2)
    const frames = await to.studio.library.framesOf(viewer, [grid.id])
    expect(frames).toEqual(await from.studio.library.framesOf(viewer, [grid.id]))
    expect(frames.filter(({ isFavourite }) => isFavourite)).toHaveLength(1)
  })

  it('imported twice is there once', async () => {
    const zip = await exported(from.studio)
    await imported(to.studio, zip)
    const before = await libraryJson(await exported(to.studio))
    expect(await imported(to.studio, zip)).toMatchObject({
      tasks: 0,
      known: 5,
      pictures: 0,
      films: 0,
    })
    expect(await libraryJson(await exported(to.studio))).toBe(before)
    expect(await imported(from.studio, zip)).toMatchObject({ tasks: 0, known: 5, pictures: 0 })
  })

  it('stands in its own order, behind what is there', async () => {
    to.gateway.answers.push({ type: 'accepted', taskId: 'own1', description: '', ahead: null })
    const own = await to.imagine('mine')
    await imported(to.studio, await exported(from.studio))
    const { tasks } = await to.studio.feed(viewer, { limit: 50 })
    const order = (await from.studio.feed(viewer, { limit: 50 })).tasks.map(({ id }) => id)
    expect(tasks.map(({ id }) => id)).toEqual([...order, own.id])
  })

  it('holds no key, no signature and nothing of another owner', async () => {
    const json = await libraryJson(await exported(from.studio))
    expect(json).not.toMatch(/hm=|secret|cdn\.test\/\w+\.png\?/)
    const other = viewerOf('somebody')
    expect(
      JSON.parse(await libraryJson(await exported(from.studio, undefined, other))),
    ).toMatchObject({
      tasks: [],
      references: [],
    })
  })

  it('can be found as soon as it is there', async () => {
    await imported(to.studio, await exported(from.studio))
    expect((await to.studio.library.wall(viewer, '山脊')).total).toBe(4)
  })
})

describe('selections', () => {
  it('a quadrant alone is a file of its own, and arrives as a picture with its marks', async () => {
    const id = grid.pictures[0]!.id
    const zip = await exported(from.studio, { ids: [`${id}-2`] })
    const [task] = (await parsed(zip)).tasks
    expect(task).toMatchObject({
      id: grid.id,
      pictures: [{ width: 32, height: 24, isGrid: false }],
    })
    expect(task!.pictures[0]!.file).toMatch(
      /^pictures\/\d{4}-\d\d-\d\d_\d{4}_ridges-before-dawn_q2_/,
    )
    await imported(to.studio, zip)
    const [frame, ...others] = await to.studio.library.framesOf(viewer, [grid.id])
    expect(frame).toMatchObject({ isFavourite: true, isKept: true, quadrant: null })
    expect(others).toEqual([])
  })

  it('all four quadrants are the grid, once', async () => {
    const ids = [1, 2, 3, 4].map((n) => `${grid.pictures[0]!.id}-${n}`)
    const [task] = (await parsed(await exported(from.studio, { ids }))).tasks
    expect(task!.pictures).toMatchObject([{ isGrid: true, width: 64, height: 48 }])
  })

  it('a search can be exported, without some', async () => {
    const except = [upscale.pictures[0]!.id]
    const { tasks } = await parsed(await exported(from.studio, { query: '山脊', except }))
    expect(tasks.map(({ kind }) => kind)).toEqual(['imagine'])
  })

  it('a family brings everybody, and leaves strangers', async () => {
    const { tasks } = await parsed(await exported(from.studio, { families: [upscale.id] }))
    expect(tasks.map(({ kind }) => kind)).toEqual(['imagine', 'upscale', 'region'])
  })

  it('the rest of a grid can be brought later', async () => {
    await imported(to.studio, await exported(from.studio, { ids: [`${grid.pictures[0]!.id}-2`] }))
    const report = await imported(to.studio, await exported(from.studio))
    expect(report).toMatchObject({ tasks: 4, known: 1, pictures: 4 })
    expect((await to.task(grid.id)).pictures).toHaveLength(2)
  })

  it('a child that came first finds its parent when it comes', async () => {
    await imported(to.studio, await exported(from.studio, { ids: [upscale.pictures[0]!.id] }))
    expect((await to.task(upscale.id)).parent).toBeNull()
    await imported(to.studio, await exported(from.studio))
    expect((await to.task(upscale.id)).parent?.id).toBe(grid.id)
  })

  it('nothing is told apart from an empty selection', async () => {
    await expect(
      from.studio.exchange.makeExport(viewer, { ids: ['nobody'] }),
    ).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(
      from.studio.exchange.makeExport(viewer, { families: ['nobody'] }),
    ).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('exports', () => {
  it('live an hour, for their owner alone', async () => {
    const { exchange } = from.studio
    const { id } = await exchange.makeExport(viewer, { everything: true })
    expect(() => exchange.readExport(viewerOf('somebody'), id)).toThrow('no longer there')
    await exchange.readExport(viewer, id).bytes.cancel()
    await from.clock.advance(60 * 60_000)
    expect(() => exchange.readExport(viewer, id)).toThrow('no longer there')
  })

  it('leave out what is under way, and say so', async () => {
    await to.imagine('still running')
    expect(await to.studio.exchange.estimate(viewer)).toMatchObject({ tasks: 0, underWay: 1 })
  })

  it('tell a picture whose bytes are gone, and go on', async () => {
    await imported(to.studio, await exported(from.studio))
    const { sha256 } = await to.studio.db
      .selectFrom('picture')
      .select('sha256')
      .where('task_id', '=', upscale.id)
      .executeTakeFirstOrThrow()
    await rm(join(to.folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256))
    const zip = await exported(to.studio)
    const { tasks } = await parsed(zip)
    expect(tasks.find(({ id }) => id === upscale.id)?.pictures[0]?.file).toBeNull()
    expect(tasks.find(({ id }) => id === grid.id)?.pictures[0]?.file).not.toBeNull()
    const third = await studioUnderTest()
    expect(await imported(third.studio, zip)).toMatchObject({ tasks: 5, pictures: 3 })
    await third.close()
  })
})

describe('where ids meet', () => {
  it('another task of the same id is left alone, and the newcomer is still known the next time', async () => {
    const zip = await exported(from.studio)
    const mine = await to.imagine('mine')
    await to.studio.db.deleteFrom('event').execute()
    await to.studio.db.deleteFrom('attempt').execute()
    await to.studio.db.deleteFrom('intent').execute()
    await to.studio.db
      .updateTable('task')
      .set({
        id: grid.id,
        state_name: 'cancelled',
        state_json: '{"name":"cancelled"}',
        created_at: 1,
        gateway_task_id: null,
      })
      .where('id', '=', mine.id)
      .execute()
    expect(await imported(to.studio, zip)).toMatchObject({ tasks: 5 })
    expect(await imported(to.studio, zip)).toMatchObject({ tasks: 0, known: 5 })
    expect((await to.task(grid.id)).prompt).toBe('mine')
  })

  it('a task that its gateway has given to this studio already is the same task', async () => {
    to.gateway.report(grid.gatewayTaskId!, { status: 'FAILURE', prompt: 'adopted' })
    await to.studio.exchange.adopt(viewer, 'scripted', [grid.gatewayTaskId!])
    expect(await imported(to.studio, await exported(from.studio))).toMatchObject({
      tasks: 4,
      known: 1,
    })
  })

  it('two owners of one studio can bring the same library', async () => {
    const zip = await exported(from.studio)
    await imported(to.studio, zip)
    const other = viewerOf('somebody')
    const report = await imported(to.studio, zip, { viewer: other })
    expect(report).toMatchObject({ tasks: 5, pictures: 4 })
    const { tasks } = await to.studio.feed(other, { limit: 50 })
    expect(tasks).toHaveLength(5)
    expect(tasks.every(({ buttons }) => buttons.length === 0)).toBe(true)
    expect(await imported(to.studio, zip, { viewer: other })).toMatchObject({ tasks: 0, known: 5 })
  })

  it('a gateway that is not connected is named before anything happens', async () => {
    const zip = await asOf({ gateway_id: 'gw-gone', gateway_name: 'Old relay' })
    const { state } = await received(to.studio, zip)
    expect(state).toMatchObject({ name: 'ready', plan: { strangers: ['Old relay'] } })
  })

  it('a gateway of the same name is the same gateway', async () => {
    await imported(to.studio, await asOf({ gateway_id: 'gw-other' }))
    expect((await to.task(grid.id)).gateway.id).toBe('scripted')
  })
})

/** An export as if its tasks were of another gateway. */
async function asOf(gateway: { gateway_id: string; gateway_name?: string }): Promise<Uint8Array> {
  const third = await studioUnderTest()
  await imported(third.studio, await exported(from.studio))
  await third.studio.db.updateTable('task').set(gateway).execute()
  const zip = await exported(third.studio)
  await third.close()
  return zip
}
