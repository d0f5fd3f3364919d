import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAccess } from './access'
import type { RouteHandler } from './api'
import { parseEnv } from './env'
import { describeSurroundings, rememberSurroundings } from './ring-address'
import type { Viewer } from './studio'
import { type Belongings, oneOfEverything } from './testing/one-of-everything'
import { exported, imported } from './testing/exchange'
import { joined } from './testing/people'
import { type Ask, mjRows, type Row, rows } from './testing/stranger-rows'
import { type StudioUnderTest, studioUnderTest, viewer as owner } from './testing/studio-under-test'

const running = vi.hoisted(() => ({ studio: undefined as unknown }))
vi.mock('@/lib/server/running-studio', () => ({ studio: () => running.studio }))

const origin = 'http://127.0.0.1:3000'
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const appFolder = path.resolve(fileURLToPath(import.meta.url), '../../../app')

let under: StudioUnderTest
let ada: Viewer
let bob: Viewer
let theirs: Belongings
let bobs: Belongings
/** In everything of Ada's, and in nothing of Bob's. */
const word = 'zinnober'

type Person = { name: string; viewer: Viewer; cookie: string }
const people: Person[] = []
const routes = new Map<string, RouteHandler>()

beforeAll(async () => {
  rememberSurroundings(describeSurroundings(parseEnv({}), 3000))
  under = await studioUnderTest()
  running.studio = under.studio
  const { sessions } = openAccess({ db: under.studio.db, password: null })
  ada = await joined(under.studio, 'Ada')
  bob = await joined(under.studio, 'Bob')
  theirs = await oneOfEverything(under, ada, word)
  bobs = await oneOfEverything(under, bob, 'azurite')
  await under.imagine('of the owner')
  for (const [name, viewer] of Object.entries({ bob, owner })) {
    people.push({ name, viewer, cookie: `safelight_3000=${await sessions.start(viewer.ownerId)}` })
  }
  adaCookie = `safelight_3000=${await sessions.start(ada.ownerId)}`
  for (const file of readdirSync(appFolder, { recursive: true, encoding: 'utf8' })) {
    if (path.basename(file) !== 'route.ts') continue
    const module = (await import(pathToFileURL(path.join(appFolder, file)).href)) as Record<
      string,
      RouteHandler
    >
    const route = `/${path.dirname(file).split(path.sep).join('/')}`
    for (const method of methods.filter((one) => one in module)) {
      routes.set(`${method} ${route}`, module[method]!)
    }
  }
}, 60_000)
afterAll(() => under.close())

let adaCookie = ''
const isBelowMj = (name: string) => name.includes('/mj/')

type Answer = { status: number; text: string }

async function ask(name: string, route: RouteHandler, what: Ask, by: Record<string, string>) {
  const [method = ''] = name.split(' ')
  const { params = {}, query = {}, body, bytes } = what
  const sent = method === 'GET' ? undefined : (bytes ?? JSON.stringify(body ?? {}))
  const search = new URLSearchParams(query).toString()
  const request = new Request(`${origin}/?${search}`, {
    method,
    headers: {
      host: '127.0.0.1:3000',
      'content-type': bytes ? 'application/octet-stream' : 'application/json',
      'x-safelight': '1',
      ...by,
    },
    ...(sent === undefined ? {} : { body: Buffer.from(sent) }),
  })
  const given = params as Record<string, string | string[]>
  const response = await route(request, { params: Promise.resolve(given) })
  return { status: response.status, text: await response.text() }
}

const asPage = (cookie: string) => ({ origin, 'sec-fetch-site': 'same-origin', cookie })
const asTool = ({ secret }: Belongings) => ({ authorization: `Bearer ${secret}` })

/** Everything that belongs to Ada, as it lies in the database. When a token was last used is not hers to say. */
async function snapshot(): Promise<string> {
  const { db } = under.studio
  const tasks = db.selectFrom('task').select('id').where('owner_id', '=', ada.ownerId)
  const owned = ['task', 'frame', 'collection', 'saved_search', 'reference', 'intent'] as const
  const tables = await Promise.all([
    ...owned.map((table) =>
      db.selectFrom(table).selectAll().where('owner_id', '=', ada.ownerId).execute(),
    ),
    db
      .selectFrom('collection_frame')
      .innerJoin('frame', 'frame.id', 'collection_frame.frame_id')
      .selectAll('collection_frame')
      .where('frame.owner_id', '=', ada.ownerId)
      .execute(),
    db.selectFrom('picture').selectAll().where('task_id', 'in', tasks).execute(),
    db.selectFrom('video').selectAll().where('task_id', 'in', tasks).execute(),
    db.selectFrom('attempt').selectAll().where('task_id', 'in', tasks).execute(),
    db
      .selectFrom('token')
      .select(['id', 'revoked_at'])
      .where('owner_id', '=', ada.ownerId)
      .execute(),
    db.selectFrom('member').select(['id', 'name', 'budget_per_day', 'removed_at']).execute(),
    db.selectFrom('gateway').selectAll().execute(),
  ])
  return JSON.stringify([tables, under.studio.exchange.imports(ada)])
}

/** Ids and words of Ada's in an answer. What was asked with an id of hers may repeat that very id. */
function tracesIn({ text }: Answer, what: Ask): readonly string[] {
  const asked = JSON.stringify(what)
  const known = [word, ...Object.values(theirs)].filter((id) => id !== theirs.gatewayTask)
  return known.filter((id) => text.includes(id) && !asked.includes(id))
}

test('every route of the files has its row, and every row its route', () => {
  const found = [...routes.keys()].filter((name) => !isBelowMj(name))
  expect(Object.keys(rows).toSorted()).toEqual(found.toSorted())
  expect([...routes.keys()].filter(isBelowMj)).toHaveLength(10)
})

const matrix: readonly (readonly [string, Row])[] = Object.entries(rows)

/** What the row asks for, once for each way in which it does. */
function asksOf(row: Row): readonly Ask[] {
  switch (row.type) {
    case 'named':
      return [row.ask(theirs)]
    case 'mentioned':
      return row.asks(theirs, bobs)
    case 'owners':
      return [row.ask(theirs, ada.ownerId)]
    case 'own':
      return [row.ask ?? {}]
    case 'open':
      return []
  }
}

const refusals: Readonly<Record<Row['type'], readonly number[]>> = {
  named: [404],
  mentioned: [],
  own: [],
  owners: [403],
  open: [],
}

test.each(matrix)('%s, of somebody else', async (name, row) => {
  const route = routes.get(name)!
  const before = await snapshot()
  const sent = under.gateway.sent.length
  for (const { viewer, cookie } of people) {
    // What is the owner's alone is proved by its own tests.
    const isOwners = row.type === 'owners' || (row.type === 'named' && row.ownerMay === true)
    if (isOwners && viewer.role === 'owner') continue
    for (const what of asksOf(row)) {
      const answer = await ask(name, route, what, asPage(cookie))
      if (refusals[row.type].length > 0) expect(refusals[row.type]).toContain(answer.status)
      // The owner of the studio sees everybody's names, tokens and deeds.
      const isTold = viewer.role === 'owner' && /tokens|audit/.test(name)
      if (!isTold) expect(tracesIn(answer, what)).toEqual([])
    }
  }
  for (const what of row.type === 'open' ? [] : asksOf(row)) {
    const answer = await ask(name, route, what, asTool(bobs))
    // Pages have tokens of tools no more than another's pictures.
    expect([401, 403, 404]).toContain(answer.status)
  }
  await under.clock.settle()
  if (row.type !== 'own' && row.type !== 'open') {
    expect(await snapshot()).toBe(before)
    expect(under.gateway.sent).toHaveLength(sent)
  }
})

const tools = ['', 'fast'].flatMap((mode) =>
  Object.entries(mjRows).map(([name, row]) => [mode, name, row] as const),
)

test.each(tools)('%s/mj/ %s, of somebody else', async (mode, name, row) => {
  const [method = ''] = name.split(' ')
  const folder = mode === '' ? '/mj/[...path]' : '/[mode]/mj/[...path]'
  const route = routes.get(`${method} ${folder}`)!
  const before = await snapshot()
  const ways = [asTool(bobs), ...people.map(({ cookie }) => asPage(cookie))]
  for (const what of asksOf(row)) {
    const params = { ...what.params, ...(mode === '' ? {} : { mode }) }
    for (const by of ways) {
      const answer = await ask(name, route, { ...what, params }, by)
      if (name.includes('list-by-condition')) expect(answer).toEqual({ status: 200, text: '[]' })
      else expect([400, 404]).toContain(answer.status)
      expect(tracesIn(answer, what)).toEqual([])
    }
  }
  await under.clock.settle()
  expect(await snapshot()).toBe(before)
})

test('a task of the gateway that is somebody’s is not taken over, and nothing is told of it', async () => {
  const before = await snapshot()
  for (const viewer of [bob, owner]) {
    const adopted = await under.studio.exchange.adopt(viewer, 'scripted', [theirs.gatewayTask])
    expect(adopted).toEqual([{ id: theirs.gatewayTask, outcome: 'elsewhere' }])
  }
  const choice = { choice: 'adopt', gatewayTaskId: theirs.gatewayTask } as const
  const settled = under.studio.settleUnclear(bob, bobs.unclear, choice)
  await expect(settled).rejects.toMatchObject({ kind: 'conflict' })
  expect(await snapshot()).toBe(before)
})

test('what somebody has exported comes in as one’s own, and theirs stays as it is', async () => {
  const file = await exported(under.studio, { ids: [theirs.frame] }, ada)
  const before = await snapshot()
  await imported(under.studio, file, { viewer: bob })
  expect(await snapshot()).toBe(before)
  const { tasks } = await under.studio.feed(bob, { limit: 200 })
  expect(tasks.some(({ prompt }) => prompt === word)).toBe(true)
  for (const { id, pictures } of tasks) {
    expect(id).not.toBe(theirs.task)
    expect(pictures.map((picture) => picture.id)).not.toContain(theirs.picture)
  }
  await expect(under.studio.task(bob, theirs.task)).rejects.toMatchObject({ kind: 'not-found' })
})

test('a member reads their own lines of the audit and nobody else’s', async () => {
  const route = routes.get('GET /api/audit')!
  const [{ cookie }, { cookie: owners }] = people as [Person, Person]
  const read = (by: string, query: Record<string, string>) =>
    ask('GET /api/audit', route, { query }, asPage(by))
  const others = await read(cookie, { member: ada.ownerId })
  expect(others.status).toBe(403)
  const own = JSON.parse((await read(cookie, {})).text) as { entries: { memberId: string }[] }
  expect(new Set(own.entries.map(({ memberId }) => memberId))).toEqual(new Set([bob.ownerId]))
  expect((await read(owners, { member: ada.ownerId })).text).toContain(theirs.task)
})

test('whose they are may do all of it: it was not for a wrong word that others could not', async () => {
  const refused: string[] = []
  const orderly = matrix.toSorted(([, a], [, b]) => isLast(a) - isLast(b))
  for (const [name, row] of orderly) {
    if (row.type !== 'named' && row.type !== 'mentioned') continue
    const whats = row.type === 'named' ? [row.ask(theirs)] : row.asks(theirs, theirs)
    for (const what of whats) {
      const answer = await whileTimePasses(ask(name, routes.get(name)!, what, asPage(adaCookie)))
      if ([401, 403, 404].includes(answer.status)) refused.push(`${name}: ${answer.status}`)
    }
    await under.clock.settle()
  }
  expect(refused).toEqual([])
})

/** An upload is waited for. */
async function whileTimePasses<T>(work: Promise<T>): Promise<T> {
  let isOver = false
  void work.finally(() => (isOver = true))
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (!isOver) await under.clock.advance(1000)
  }
  return work
}

function isLast(row: Row): number {
  return Number('last' in row)
}
