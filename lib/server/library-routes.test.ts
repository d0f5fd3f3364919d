import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST as arrange } from '@/app/api/collections/[id]/arrange/route'
import { POST as collect } from '@/app/api/collections/[id]/collect/route'
import { POST as removeCollection } from '@/app/api/collections/[id]/remove/route'
import { POST as renameCollection } from '@/app/api/collections/[id]/route'
import { POST as uncollect } from '@/app/api/collections/[id]/uncollect/route'
import { GET as collections, POST as createCollection } from '@/app/api/collections/route'
import { GET as around } from '@/app/api/library/around/route'
import { GET as framesOf } from '@/app/api/library/frames/of-tasks/route'
import { GET as frames, POST as framesById } from '@/app/api/library/frames/route'
import { POST as mark } from '@/app/api/library/mark/route'
import { GET as suggest } from '@/app/api/library/suggest/route'
import { POST as emptyTrash } from '@/app/api/library/trash/empty/route'
import { POST as trash } from '@/app/api/library/trash/route'
import { GET as wall } from '@/app/api/library/wall/route'
import { POST as removeSearch } from '@/app/api/searches/[id]/remove/route'
import { GET as searches, POST as saveSearch } from '@/app/api/searches/route'
import { POST as note } from '@/app/api/tasks/[id]/note/route'
import { ratiosOfShapes } from '@/lib/gallery/shapes'
import type { Collection, LibraryFrame, LibraryWall, SavedSearch } from '@/lib/mj/library'
import type { RouteHandler } from './api'
import { develop } from './testing/develop'
import { byPage, callRoute, readAnswer, type Sent, serveRoutes } from './testing/route-calls'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let cookie = ''
let under: StudioUnderTest

beforeAll(async () => {
  under = await studioUnderTest()
  cookie = await serveRoutes(under.studio).signIn()
})
afterAll(() => under.close())

async function call<T>(route: RouteHandler, sent: Sent): Promise<{ status: number; json: T }> {
  const { status, json } = await readAnswer<T>(await callRoute(route, sent, byPage(cookie)))
  return { status, json }
}

const readWall = async (q: string) =>
  (await call<LibraryWall>(wall, { query: `?${new URLSearchParams({ q }).toString()}` })).json

async function readFrames(q: string): Promise<readonly LibraryFrame[]> {
  const { months } = await readWall(q)
  const found: LibraryFrame[] = []
  for (const { name, count: limit } of months) {
    const range = new URLSearchParams({ q, month: name, offset: '0', limit: String(limit) })
    const answer = await call<{ frames: LibraryFrame[] }>(frames, { query: `?${range.toString()}` })
    found.push(...answer.json.frames)
  }
  return found
}

test('a grid is four frames of the wall, found by its words as soon as it is kept', async () => {
  const task = await develop(under, 'a red fox in the snow --ar 2:1')
  const { months, total } = await readWall('')
  expect(total).toBe(4)
  expect(months).toHaveLength(1)
  for (const ratio of ratiosOfShapes(months[0]!.shapes)) expect(ratio).toBeCloseTo(2, 1)
  const found = await readFrames('snow fo')
  const [picture] = task.pictures
  expect(found.map((frame) => frame.id)).toEqual([1, 2, 3, 4].map((n) => `${picture!.id}-${n}`))
  expect(found[1]).toMatchObject({
    taskId: task.id,
    picture,
    quadrant: 2,
    prompt: 'a red fox in the snow --ar 2:1',
    verb: 'imagine',
    isFavourite: false,
    trashedAt: null,
    isPasted: false,
    videoId: null,
  })
  expect(await readFrames('owl')).toEqual([])
})

test('frames are asked for by name and by task', async () => {
  const task = await develop(under, 'a blue whale')
  const own = (
    await call<{ frames: LibraryFrame[] }>(framesOf, { query: `?ids=${task.id},nobody` })
  ).json.frames
  expect(own.map((frame) => frame.quadrant)).toEqual([1, 2, 3, 4])
  const ids = [own[2]!.id, 'nobody', own[0]!.id]
  const named = await call<{ frames: LibraryFrame[] }>(framesById, { body: { ids } })
  expect(named.json.frames).toEqual([own[2], own[0]])
})

test('a mark tells which frames it changed, and moves their tasks in the sequence', async () => {
  const task = await develop(under, 'a green heron')
  const ids = (await readFrames('heron')).map((frame) => frame.id)
  const { seq } = await readWall('')
  const marked = await call(mark, {
    body: { selection: { ids: ids.slice(0, 2) }, marks: { favourite: true } },
  })
  expect(marked).toEqual({ status: 200, json: { changed: ids.slice(0, 2) } })
  const again = await call(mark, { body: { selection: { ids }, marks: { favourite: true } } })
  expect(again.json).toEqual({ changed: ids.slice(2) })
  expect((await readFrames('is:favourite')).map((frame) => frame.id)).toEqual(ids)
  const news = await under.studio.changes(viewerOf('owner'), seq, { holdMs: 0 })
  expect(news.tasks.map((one) => one.id)).toEqual([task.id])
})

test('all that a search finds is marked but some', async () => {
  await develop(under, 'a heron by the lake')
  const found = await readFrames('lake')
  const selection = { query: 'lake', except: [found[0]!.id] }
  const marked = await call<{ changed: string[] }>(mark, {
    body: { selection, marks: { kept: true } },
  })
  expect(marked.json.changed).toEqual(found.slice(1).map((frame) => frame.id))
  expect((await readWall('is:kept')).total).toBe(3)
  expect((await readWall('lake -is:kept')).total).toBe(1)
})

test('a task lies in the trash when all of its frames do, and comes back with the first', async () => {
  const task = await develop(under, 'a grey pigeon')
  const ids = (await readFrames('pigeon')).map((frame) => frame.id)
  await call(mark, { body: { selection: { ids: ids.slice(1) }, marks: { trashed: true } } })
  expect((await under.task(task.id)).trashedAt).toBeNull()
  expect((await readFrames('pigeon')).map((frame) => frame.id)).toEqual([ids[0]])
  await under.clock.advance(1000)
  await call(mark, { body: { selection: { ids }, marks: { trashed: true } } })
  expect((await under.task(task.id)).trashedAt).toBe(under.clock.now())
  const feed = await under.studio.feed(viewerOf('owner'), { limit: 50 })
  expect(feed.tasks.map((one) => one.id)).not.toContain(task.id)
  const trashed = await readWall('is:trashed')
  expect(trashed.months.map((month) => [month.name, month.count])).toEqual([['', 4]])
  expect((await readFrames('is:trashed pigeon'))[0]).toMatchObject({ id: ids[0] })
  await call(mark, { body: { selection: { ids }, marks: { trashed: false } } })
  expect((await under.task(task.id)).trashedAt).toBeNull()
  expect((await readWall('pigeon')).total).toBe(4)
})

test('a task without frames goes to the trash by itself, one with frames does not', async () => {
  const failed = await under.imagine('a word alone')
  under.gateway.report(failed.gatewayTaskId!, { status: 'FAILURE', failReason: 'no' })
  await under.until(failed.id, 'failed')
  const framed = await develop(under, 'a swan')
  const taskIds = [failed.id, framed.id, 'nobody']
  expect((await call(trash, { body: { taskIds, isTrashed: true } })).status).toBe(204)
  expect((await under.task(failed.id)).trashedAt).toBe(under.clock.now())
  expect((await under.task(framed.id)).trashedAt).toBeNull()
  await call(trash, { body: { taskIds, isTrashed: false } })
  expect((await under.task(failed.id)).trashedAt).toBeNull()
})

test('a frame knows its neighbours in what is found', async () => {
  await develop(under, 'an owl')
  await develop(under, 'an owl at night')
  const found = await readFrames('owl')
  const at = (frame: string, q = 'owl') =>
    call<{
      previous: LibraryFrame | null
      next: LibraryFrame | null
      index: number
      total: number
    }>(around, { query: `?${new URLSearchParams({ q, frame }).toString()}` })
  const middle = (await at(found[4]!.id)).json
  expect(middle).toEqual({ previous: found[3], next: found[5], index: 4, total: 8 })
  expect((await at(found[0]!.id)).json).toMatchObject({ previous: null, next: found[1], index: 0 })
  expect((await at(found[7]!.id)).json).toMatchObject({ next: null, index: 7 })
  const elsewhere = (await at(found[0]!.id, 'heron')).json
  expect(elsewhere).toMatchObject({ previous: null, next: null, index: -1 })
})

const idsOf = (frames: readonly { id: string }[]) => frames.map((frame) => frame.id)

async function create(name: string): Promise<Collection> {
  const answer = await call<{ collection: Collection }>(createCollection, { body: { name } })
  expect(answer.status).toBe(201)
  return answer.json.collection
}

test('a collection holds frames in an order of its own, and forgets none of them in the trash', async () => {
  await develop(under, 'a crane')
  const ids = idsOf(await readFrames('crane'))
  const { id } = await create(' Cranes & co ')
  const params = { id }
  const added = await call(collect, {
    params,
    body: { selection: { query: 'crane', except: [ids[3]!] } },
  })
  expect(added.json).toEqual({ changed: ids.slice(0, 3) })
  const more = await call(collect, { params, body: { selection: { ids } } })
  expect(more.json).toEqual({ changed: [ids[3]] })
  const inOrder = async () => idsOf(await readFrames('in:"cranes & co"'))
  expect(await inOrder()).toEqual(ids)
  const [a, b, c, d] = ids as [string, string, string, string]
  await call(arrange, { params, body: { frameIds: [d, b, 'nobody'], before: a } })
  expect(await inOrder()).toEqual([d, b, a, c])
  await call(arrange, { params, body: { frameIds: [d], before: null } })
  expect(await inOrder()).toEqual([b, a, c, d])
  await call(arrange, { params, body: { frameIds: [a, c], before: a } })
  expect(await inOrder()).toEqual([b, a, c, d])
  expect((await call(arrange, { params, body: { frameIds: [a], before: 'nobody' } })).status).toBe(
    404,
  )

  await call(mark, { body: { selection: { ids: [a] }, marks: { trashed: true } } })
  expect(await inOrder()).toEqual([b, c, d])
  const list = await call<{ collections: Collection[] }>(collections, {})
  const told = list.json.collections.find((one) => one.id === id)
  expect(told).toMatchObject({ name: 'Cranes & co', count: 3 })
  expect(idsOf(told!.cover)).toEqual([b, c, d])
  await call(mark, { body: { selection: { ids: [a] }, marks: { trashed: false } } })
  expect(await inOrder()).toEqual([b, a, c, d])

  const out = await call(uncollect, { params, body: { selection: { ids: [a, d, 'nobody'] } } })
  expect(out.json).toEqual({ changed: [a, d] })
  const neighbours = await call(around, {
    query: `?${new URLSearchParams({ q: 'in:"Cranes & co"', frame: c }).toString()}`,
  })
  expect(neighbours.json).toMatchObject({ previous: { id: b }, next: null, index: 1, total: 2 })
  expect((await call(removeCollection, { params, body: {} })).status).toBe(204)
  expect(idsOf(await readFrames('crane'))).toEqual(ids)
})

test('a hundred moves to one place leave a collection in order', async () => {
  await develop(under, 'a stork')
  const ids = idsOf(await readFrames('stork'))
  const { id } = await create('Storks')
  await call(collect, { params: { id }, body: { selection: { ids } } })
  let order = [...ids]
  for (let n = 0; n < 100; n += 1) {
    const [first, second, third, ...rest] = order as [string, string, string, ...string[]]
    await call(arrange, { params: { id }, body: { frameIds: [third], before: second } })
    order = [first, third, second, ...rest]
  }
  expect(idsOf(await readFrames('in:storks'))).toEqual(order)
})

test('a name stands for one collection', async () => {
  const first = await create('Light')
  expect((await call(createCollection, { body: { name: 'light' } })).status).toBe(409)
  const second = await create('Shade')
  const rename = (id: string, name: string) =>
    call(renameCollection, { params: { id }, body: { name } })
  expect((await rename(second.id, 'LIGHT')).status).toBe(409)
  expect((await rename(first.id, 'LIGHT')).json).toMatchObject({ collection: { name: 'LIGHT' } })
  for (const name of ['', '   ', 'x'.repeat(101)]) {
    expect((await call(createCollection, { body: { name } })).status).toBe(400)
  }
})

test('searches are saved, suggested and removed', async () => {
  const saved = await call<{ search: SavedSearch }>(saveSearch, {
    body: { name: 'Herons', query: 'heron' },
  })
  expect(saved).toMatchObject({ status: 201, json: { search: { name: 'Herons', count: 8 } } })
  const suggested = await call(suggest, { query: '?q=heron' })
  expect(suggested.json).toEqual({ suggestions: [{ text: 'heron', kind: 'word', count: 2 }] })
  const params = { id: saved.json.search.id }
  expect((await call(removeSearch, { params, body: {} })).status).toBe(204)
  expect((await call(removeSearch, { params, body: {} })).status).toBe(404)
  expect((await call(searches, {})).json).toEqual({ searches: [] })
})

test('a note is kept with its task', async () => {
  const task = await develop(under, 'a jackdaw')
  const written = await call(note, { params: { id: task.id }, body: { note: 'for 封面' } })
  expect(written.json).toMatchObject({ task: { id: task.id, note: 'for 封面' } })
  const long = { params: { id: task.id }, body: { note: 'x'.repeat(10_001) } }
  expect((await call(note, long)).status).toBe(400)
  expect((await call(note, { params: { id: 'nobody' }, body: { note: '' } })).status).toBe(404)
})

test.each<[string, RouteHandler, Sent]>([
  ['a search without end', wall, { query: `?q=${'x'.repeat(1001)}` }],
  ['a month that is none', frames, { query: '?q=&month=2026&offset=0&limit=10' }],
  ['a page before the first', frames, { query: '?q=&month=&offset=-1&limit=10' }],
  ['a page of thousands', frames, { query: '?q=&month=&offset=0&limit=5000' }],
  ['an id that is a path', framesById, { body: { ids: ['../../etc/passwd'] } }],
  ['a fifth quadrant', around, { query: '?q=&frame=abc-5' }],
  [
    'both kinds of selection',
    mark,
    { body: { selection: { ids: [], query: '', except: [] }, marks: {} } },
  ],
  [
    'a mark that there is none',
    mark,
    { body: { selection: { ids: [] }, marks: { hidden: true } } },
  ],
  ['too many at once', mark, { body: { selection: { ids: Array(20_001).fill('a') }, marks: {} } }],
])('%s is refused', async (_title, route, sent) => {
  expect((await call(route, sent)).status).toBe(400)
})

test('twenty thousand ids are marked at once', async () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => `${n}`.padStart(26, 'a'))
  const answer = await call(mark, { body: { selection: { ids }, marks: { kept: true } } })
  expect(answer).toEqual({ status: 200, json: { changed: [] } })
})

test("nothing of another owner's is shown, marked, collected, noted or deleted", async () => {
  const stranger = viewerOf('stranger')
  const theirs = await under.studio.submit(stranger, [
    { clientKey: 'of a stranger', submission: { verb: 'imagine', prompt: 'a secret ibis' } },
  ])
  const taskId = theirs[0]!.id
  const { gatewayTaskId } = await under.studio.answered(stranger, taskId, 60_000)
  const imageUrl = 'https://cdn.example/ibis.png'
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl })
  const library = under.studio.library
  for (let turn = 0; turn < 500; turn += 1) {
    if ((await library.wall(stranger, 'ibis')).total > 0) break
    await under.clock.advance(100)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const [month] = (await library.wall(stranger, 'ibis')).months
  const range = { month: month!.name, offset: 0, limit: 9 }
  const [frame] = await library.frames(stranger, 'ibis', range)
  const ids = [frame!.id]
  const collection = await library.createCollection(stranger, 'Secret')
  await library.collect(stranger, collection.id, { ids })
  const search = await library.saveSearch(stranger, { name: 'Secret', query: 'ibis' })
  await library.mark(stranger, { ids }, { favourite: true })

  expect((await readWall('ibis')).total).toBe(0)
  expect((await call(framesById, { body: { ids } })).json).toEqual({ frames: [] })
  expect((await call(framesOf, { query: `?ids=${taskId}` })).json).toEqual({ frames: [] })
  expect((await call(around, { query: `?frame=${frame!.id}` })).json).toMatchObject({ index: -1 })
  expect((await call(suggest, { query: '?q=ibi' })).json).toEqual({ suggestions: [] })
  const nothing = { json: { changed: [] } }
  const marks = { trashed: true, favourite: false }
  expect(await call(mark, { body: { selection: { ids }, marks } })).toMatchObject(nothing)
  await call(trash, { body: { taskIds: [taskId], isTrashed: true } })
  expect(await call(emptyTrash, { body: { selection: { ids } } })).toMatchObject(nothing)
  expect((await call(note, { params: { id: taskId }, body: { note: 'mine' } })).status).toBe(404)
  const params = { id: collection.id }
  for (const [route, body] of [
    [renameCollection, { name: 'Mine' }],
    [collect, { selection: { ids } }],
    [uncollect, { selection: { ids } }],
    [arrange, { frameIds: ids, before: null }],
    [removeCollection, {}],
  ] as const) {
    expect((await call(route, { params, body })).status).toBe(404)
  }
  expect((await call(removeSearch, { params: { id: search.id }, body: {} })).status).toBe(404)
  expect(await readFrames('in:Secret')).toEqual([])
  const mine = await create('Mine')
  const taken = await call(collect, { params: { id: mine.id }, body: { selection: { ids } } })
  expect(taken).toMatchObject(nothing)
  expect(await library.framesById(stranger, ids)).toMatchObject([
    { isFavourite: true, trashedAt: null },
  ])
  expect((await library.collections(stranger))[0]).toMatchObject({ name: 'Secret', count: 1 })
})
