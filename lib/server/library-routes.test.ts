import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as around } from '@/app/api/library/around/route'
import { GET as framesOf } from '@/app/api/library/frames/of-tasks/route'
import { GET as frames, POST as framesById } from '@/app/api/library/frames/route'
import { POST as mark } from '@/app/api/library/mark/route'
import { POST as trash } from '@/app/api/library/trash/route'
import { GET as wall } from '@/app/api/library/wall/route'
import { openSqlite } from '@/lib/db/sqlite'
import { ratiosOfShapes } from '@/lib/gallery/shapes'
import type { LibraryFrame, LibraryWall } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import { openAccess } from './access'
import type { RouteHandler } from './api'
import { parseEnv } from './env'
import { describeSurroundings, rememberSurroundings } from './ring-address'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

const running = vi.hoisted(() => ({ studio: undefined as unknown }))
vi.mock('@/lib/server/running-studio', () => ({ studio: () => running.studio }))

const origin = 'http://127.0.0.1:3000'
let cookie = ''
let under: StudioUnderTest
let count = 0

beforeAll(async () => {
  rememberSurroundings(describeSurroundings(parseEnv({}), 3000))
  const { sessions } = openAccess({ db: await openSqlite(':memory:'), password: null })
  cookie = `safelight_3000=${await sessions.start()}`
  under = await studioUnderTest()
  running.studio = under.studio
})
afterAll(() => under.close())

type Sent = { path?: string; params?: Record<string, string>; body?: unknown }

async function call<T>(
  route: RouteHandler,
  { path = '/', params = {}, body }: Sent,
): Promise<{ status: number; json: T }> {
  const request = new Request(origin + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      host: '127.0.0.1:3000',
      origin,
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'x-safelight': '1',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await route(request, { params: Promise.resolve(params) })
  const text = await response.text()
  return { status: response.status, json: (text === '' ? undefined : JSON.parse(text)) as T }
}

/** A finished grid of its own colour, two to one. */
async function develop(prompt: string): Promise<Task> {
  const { id, gatewayTaskId } = await under.imagine(prompt)
  const imageUrl = `https://cdn.example/${(count += 1)}.png`
  const color = `#${count.toString(16).padStart(6, '0')}`
  under.gateway.pictures.set(imageUrl, await plainPicture(128, 64, color))
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl, buttons: gridButtons })
  await under.until(id, 'done')
  for (;;) {
    const task = await under.task(id)
    if (task.state.name === 'done' && task.state.archive === 'kept') return task
    await under.clock.advance(100)
  }
}

const readWall = async (q: string) =>
  (await call<LibraryWall>(wall, { path: `/?${new URLSearchParams({ q }).toString()}` })).json

async function readFrames(q: string): Promise<readonly LibraryFrame[]> {
  const { months } = await readWall(q)
  const found: LibraryFrame[] = []
  for (const { name, count: limit } of months) {
    const range = new URLSearchParams({ q, month: name, offset: '0', limit: String(limit) })
    const answer = await call<{ frames: LibraryFrame[] }>(frames, { path: `/?${range.toString()}` })
    found.push(...answer.json.frames)
  }
  return found
}

test('a grid is four frames of the wall, found by its words as soon as it is kept', async () => {
  const task = await develop('a red fox in the snow --ar 2:1')
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
  const task = await develop('a blue whale')
  const own = (
    await call<{ frames: LibraryFrame[] }>(framesOf, { path: `/?ids=${task.id},nobody` })
  ).json.frames
  expect(own.map((frame) => frame.quadrant)).toEqual([1, 2, 3, 4])
  const ids = [own[2]!.id, 'nobody', own[0]!.id]
  const named = await call<{ frames: LibraryFrame[] }>(framesById, { body: { ids } })
  expect(named.json.frames).toEqual([own[2], own[0]])
})

test('a mark tells which frames it changed, and moves their tasks in the sequence', async () => {
  const task = await develop('a green heron')
  const ids = (await readFrames('heron')).map((frame) => frame.id)
  const { seq } = await readWall('')
  const marked = await call(mark, {
    body: { selection: { ids: ids.slice(0, 2) }, marks: { favourite: true } },
  })
  expect(marked).toEqual({ status: 200, json: { changed: ids.slice(0, 2) } })
  const again = await call(mark, { body: { selection: { ids }, marks: { favourite: true } } })
  expect(again.json).toEqual({ changed: ids.slice(2) })
  expect((await readFrames('is:favourite')).map((frame) => frame.id)).toEqual(ids)
  const news = await under.studio.changes({ ownerId: 'owner' }, seq, { holdMs: 0 })
  expect(news.tasks.map((one) => one.id)).toEqual([task.id])
})

test('all that a search finds is marked but some', async () => {
  await develop('a heron by the lake')
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
  const task = await develop('a grey pigeon')
  const ids = (await readFrames('pigeon')).map((frame) => frame.id)
  await call(mark, { body: { selection: { ids: ids.slice(1) }, marks: { trashed: true } } })
  expect((await under.task(task.id)).trashedAt).toBeNull()
  expect((await readFrames('pigeon')).map((frame) => frame.id)).toEqual([ids[0]])
  await under.clock.advance(1000)
  await call(mark, { body: { selection: { ids }, marks: { trashed: true } } })
  expect((await under.task(task.id)).trashedAt).toBe(under.clock.now())
  const feed = await under.studio.feed({ ownerId: 'owner' }, { limit: 50 })
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
  const framed = await develop('a swan')
  const taskIds = [failed.id, framed.id, 'nobody']
  expect((await call(trash, { body: { taskIds, isTrashed: true } })).status).toBe(204)
  expect((await under.task(failed.id)).trashedAt).toBe(under.clock.now())
  expect((await under.task(framed.id)).trashedAt).toBeNull()
  await call(trash, { body: { taskIds, isTrashed: false } })
  expect((await under.task(failed.id)).trashedAt).toBeNull()
})

test('a frame knows its neighbours in what is found', async () => {
  await develop('an owl')
  await develop('an owl at night')
  const found = await readFrames('owl')
  const at = (frame: string, q = 'owl') =>
    call<{
      previous: LibraryFrame | null
      next: LibraryFrame | null
      index: number
      total: number
    }>(around, { path: `/?${new URLSearchParams({ q, frame }).toString()}` })
  const middle = (await at(found[4]!.id)).json
  expect(middle).toEqual({ previous: found[3], next: found[5], index: 4, total: 8 })
  expect((await at(found[0]!.id)).json).toMatchObject({ previous: null, next: found[1], index: 0 })
  expect((await at(found[7]!.id)).json).toMatchObject({ next: null, index: 7 })
  const elsewhere = (await at(found[0]!.id, 'heron')).json
  expect(elsewhere).toMatchObject({ previous: null, next: null, index: -1 })
})
