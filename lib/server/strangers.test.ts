import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteHandler } from './api'
import type { Viewer } from './viewer'
import { type Belongings, oneOfEverything } from './testing/one-of-everything'
import { exported, imported } from './testing/exchange'
import { joined } from './testing/people'
import { byPage, byTool, callRoute, readAnswer, serveRoutes } from './testing/route-calls'
import { readRouteFiles } from './testing/route-files'
import { type Ask, mjRows, type Row, rows } from './testing/stranger-rows'
import { type StudioUnderTest, studioUnderTest, viewer as owner } from './testing/studio-under-test'

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
  under = await studioUnderTest()
  const { signIn } = serveRoutes(under.studio)
  ada = await joined(under.studio, 'Ada')
  bob = await joined(under.studio, 'Bob')
  theirs = await oneOfEverything(under, ada, word)
  bobs = await oneOfEverything(under, bob, 'azurite')
  await under.imagine('of the owner')
  for (const [name, viewer] of Object.entries({ bob, owner })) {
    people.push({ name, viewer, cookie: await signIn(viewer.ownerId) })
  }
  adaCookie = await signIn(ada.ownerId)
  for (const { route, handlers } of await readRouteFiles()) {
    for (const [method, handler] of handlers) routes.set(`${method} ${route}`, handler)
  }
}, 60_000)
afterAll(() => under.close())

let adaCookie = ''
const isBelowMj = (name: string) => name.includes('/mj/')

async function ask(name: string, route: RouteHandler, what: Ask, by: Record<string, string>) {
  const [method = ''] = name.split(' ')
  const sent = method === 'GET' ? {} : { body: what.body ?? {}, bytes: what.bytes }
  const query = `?${new URLSearchParams(what.query).toString()}`
  const { params = {} } = what
  return readAnswer(await callRoute(route, { method, query, params, ...sent }, by))
}

const asTool = ({ secret }: Belongings) => byTool(secret)

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
function tracesIn({ text }: { text: string }, what: Ask): readonly string[] {
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
      const answer = await ask(name, route, what, byPage(cookie))
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
  const ways = [asTool(bobs), ...people.map(({ cookie }) => byPage(cookie))]
  for (const what of asksOf(row)) {
    const params = { ...what.params, ...(mode === '' ? {} : { mode }) }
    for (const by of ways) {
      const answer = await ask(name, route, { ...what, params }, by)
      if (name.includes('list-by-condition'))
        expect(answer).toMatchObject({ status: 200, text: '[]' })
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
    ask('GET /api/audit', route, { query }, byPage(by))
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
      const answer = await whileTimePasses(ask(name, routes.get(name)!, what, byPage(adaCookie)))
      if ([401, 403, 404].includes(answer.status)) refused.push(`${name}: ${answer.status}`)
    }
    await under.clock.settle()
  }
  expect(refused).toEqual([])
})

/** An upload is waited for. */
async function whileTimePasses<T>(work: Promise<T>): Promise<T> {
  let isOver = false
  const end = () => {
    isOver = true
  }
  work.then(end, end)
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (!isOver) await under.clock.advance(1000)
  }
  return work
}

function isLast(row: Row): number {
  return Number('last' in row)
}
