/**
 * Everybody who is not the owner at every route: without anything, with cookies and tokens that are no good, and signed
 * in, as the owner, as a member and by a member's token, but with the ids of somebody else. The routes come from the
 * file system.
 */
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { changeMember, insertMember } from '@/lib/db/members'
import type { Db } from '@/lib/db/schema'
import { revokeToken } from '@/lib/db/tokens'
import { createSessions } from '@/lib/server/sessions'
import { routeMethods } from '@/lib/server/testing/route-files'
import { createToken } from '@/lib/server/tokens'
import { type BuiltStudio, inLanes, openBuiltStudio, type Reply } from '../built-studio'
import { ask, askForOwners, askWithIdsOf, foreignPage, type Overreach } from '../foreign-ids'
import { furnish, marks, member, rowsOf, takeLodger, withDatabase } from '../household'
import { type Endpoint, type Ids, nobody, readEndpoints, withoutRow } from '../routes'
import { atLeast, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'

export const credentials: Scenario = {
  name: 'credentials',
  about: 'every route and method without, with bad, and with other people’s credentials',
  pace: 'works',
  run: knockEverywhere,
}

/** Open to whoever reaches the port, and why. A route that is not here is closed. */
const open: Readonly<Record<string, string>> = {
  '/api/health': 'says that it answers, and nothing else: for whoever watches the process',
  '/api/login': 'is how one gets in: takes a token or a password, and gives nothing without',
  '/api/invitations/look': 'tells whoever has an invitation whom it is for, and nothing without',
  '/api/invitations/take':
    'is how a member gets in: takes an invitation, and gives nothing without',
  '/api/hook/[token]': 'its address is the secret; answers 204 to everybody, so that nobody learns',
}

const day = 24 * 60 * 60_000
type Credential = { name: string; headers: Readonly<Record<string, string>> }

async function knockEverywhere(stage: Stage): Promise<readonly Check[]> {
  const folder = path.join(stage.folder, 'studio')
  const furnished = await furnish(folder)
  const studio = await openBuiltStudio(folder)
  const other = await openBuiltStudio(path.join(stage.folder, 'other'))
  try {
    const ids = { ...furnished, owner: { ...furnished.owner, ...(await beginExchange(studio)) } }
    const endpoints = await readEndpoints()
    const closed = endpoints.filter(({ route }) => !Object.hasOwn(open, route))
    const rowless = withoutRow(endpoints)
    for (const route of rowless) stage.say(`no row says what ${route} takes`)
    const made = await withDatabase(folder, (db) => makeCredentials(db, studio, other))
    const before = await withDatabase(folder, (db) => snapshot(db))
    const seen = { knocks: 0, admitted: 0, bytes: 0, odd: 0 }
    const judge = (reply: Reply, whose: string, refused: readonly number[]) => {
      seen.knocks += 1
      if (holdsProtected(reply)) seen.bytes += 1
      if (refused.includes(reply.status)) return
      seen.admitted += 1
      stage.say(`${whose}: ${reply.status} ${reply.bytes.toString().slice(0, 100)}`)
    }

    // In short, each route meets every eighth of the credentials, and each of those many routes.
    const knocks = made.flatMap((credential, c) =>
      closed
        .filter((_one, n) => !stage.isShort || (c + n) % 8 === 0)
        .map((one) => ({ credential, one })),
    )
    await inLanes(knocks, 8, async ({ credential, one }) => {
      const { headers } = credential
      const reply = await ask(studio, one, ids.owner, headers)
      judge(reply, `${credential.name} at ${one.method} ${one.route}`, [401, 403, 404])
    })
    // A page of its own for each method that no file exports: Next answers, and says nothing of ours.
    const absent = [...new Set(closed.map(({ route }) => route))].flatMap((route) => {
      const own = closed.filter((one) => one.route === route)
      return routeMethods
        .filter((method) => !own.some((one) => one.method === method))
        .map((method) => ({ ...own[0]!, method }))
    })
    await inLanes(absent, 8, async (one) => {
      const reply = await ask(studio, one, ids.owner, {})
      judge(reply, `${one.method} ${one.route}`, one.method === 'OPTIONS' ? [204] : [401, 403, 405])
      const opens = Object.keys(reply.headers).some((name) => name.startsWith('access-control-'))
      if (opens || reply.bytes.length > 1000) seen.odd += 1
    })
    const after = await withDatabase(folder, (db) => snapshot(db))

    const members = await askAsMember(stage, studio, ids.owner, closed)
    const kept = await withDatabase(folder, (db) => snapshot(db))

    const asOwner = { cookie: studio.cookie, origin: studio.url, ...foreignPage }
    const neighbours = await askWithIdsOf(stage, studio, {
      ids: ids.neighbour,
      mark: marks.neighbour,
      headers: asOwner,
      // What belongs to the studio, or is the owner's to decide; ending one's own session would end the test.
      closed: closed.filter(
        ({ route }) => !/^\/api\/(?:gateways|members|tokens|logout)/.test(route),
      ),
    })
    const left = await withDatabase(folder, (db) => snapshot(db))
    const isOwnerIn = (await studio.get(`/api/tasks/${ids.owner.task}`)).status
    return [
      atLeast('routes with their methods, from the file system', 60, endpoints.length),
      never('routes of which nobody has said what they take', rowless.length),
      never('of what they take, not taken by the route itself', await countMisfits(other, stage)),
      exactly(
        'routes that are open, each with a reason',
        Object.keys(open).length,
        openIn(endpoints),
      ),
      atLeast('knocks', sized(stage, 3000, 500), seen.knocks),
      never('knocks that were not refused with 401, 403 or 404', seen.admitted),
      never('answers with a byte of what is protected', seen.bytes),
      never('answers that open a door to other origins', seen.odd),
      never('rows that were changed by it', Number(before.owner !== after.owner)),
      atLeast("requests with somebody else's ids", 50, neighbours.asked),
      never('of those with an id in the path, not refused', neighbours.admitted),
      never("answers with a byte of somebody else's", neighbours.bytes),
      never(
        "rows of somebody else's that were changed",
        Number(before.neighbour !== left.neighbour),
      ),
      atLeast("requests of a member with the owner's ids", 100, members.asked),
      never('of those with an id in the path, not refused', members.admitted),
      never("answers with a byte of the owner's", members.bytes),
      atLeast("requests of a member for what is the owner's alone", 12, members.overreached),
      never('of them that were not forbidden', members.allowed),
      never("rows of the owner's that were changed", Number(before.owner !== kept.owner)),
      exactly('the owner herself is answered', 200, isOwnerIn),
    ]
  } finally {
    await Promise.all([studio.end('SIGTERM'), other.end('SIGTERM')])
  }
}

function openIn(endpoints: readonly Endpoint[]): number {
  return new Set(endpoints.map(({ route }) => route).filter((route) => Object.hasOwn(open, route)))
    .size
}

async function makeCredentials(
  db: Db,
  studio: BuiltStudio,
  other: BuiltStudio,
): Promise<readonly Credential[]> {
  const [name = ''] = studio.cookie.split('=')
  const long = await sessionOf(db, 31 * day)
  const idle = await sessionOf(db, 8 * day)
  const ended = await sessionOf(db, 0)
  await createSessions({ db, password: null, now: Date.now }).end(ended)
  const goneSession = await sessionOfRemoved(db)
  const goneToken = await createToken(db, 'of somebody removed', Date.now(), 'removed')
  const revoked = await createToken(db, 'revoked', Date.now())
  await revokeToken(db, revoked.id, Date.now())
  const foreign = other.cookie.split('=')[1]!
  const hash = (await db.selectFrom('session').select('id_hash').executeTakeFirstOrThrow()).id_hash
  const cookies: Readonly<Record<string, string>> = {
    'a cookie that is made up': `${name}=${randomBytes(32).toString('base64url')}`,
    'a cookie of nothing': `${name}=`,
    'a cookie of half the truth': studio.cookie.slice(0, -4),
    'a cookie of the hash in the database': `${name}=${hash}`,
    'a session of more than thirty days': `${name}=${long}`,
    'a session that lay idle for more than a week': `${name}=${idle}`,
    'a session that was ended': `${name}=${ended}`,
    'a session of a member who was removed': `${name}=${goneSession}`,
    "a session of another studio, under that one's name": other.cookie,
    "a session of another studio, under this one's name": `${name}=${foreign}`,
  }
  const tokens: Readonly<Record<string, string>> = {
    'a token that is made up': `sl-${randomBytes(32).toString('base64url')}`,
    'a token that was revoked': revoked.token,
    'a token of a member who was removed': goneToken.token,
    'a session id for a token': studio.cookie.split('=')[1]!,
  }
  const own = { origin: studio.url, 'sec-fetch-site': 'same-origin', ...foreignPage }
  return [
    { name: 'nothing', headers: { 'content-type': 'application/json' } },
    { name: 'nothing, from the studio’s own page', headers: own },
    ...Object.entries(cookies).map(([whose, cookie]) => ({
      name: whose,
      headers: { ...own, cookie },
    })),
    ...Object.entries(tokens).flatMap(([whose, token]) => [
      { name: whose, headers: { ...foreignPage, authorization: `Bearer ${token}` } },
      { name: `${whose}, as mj-api-secret`, headers: { ...foreignPage, 'mj-api-secret': token } },
    ]),
  ]
}

/** The secret of a session that began so long ago and has not been used since. */
function sessionOf(db: Db, ageMs: number): Promise<string> {
  return createSessions({ db, password: null, now: () => Date.now() - ageMs }).start()
}

/** Its row is there still: that its member is gone is enough. */
async function sessionOfRemoved(db: Db): Promise<string> {
  await insertMember(db, member('removed'))
  const secret = await createSessions({ db, password: null, now: Date.now }).start('removed')
  await changeMember(db, 'removed', { removed_at: Date.now() })
  return secret
}

type MemberHeaders = Readonly<Record<'page' | 'tool', Readonly<Record<string, string>>>>

/** A member who has nothing, in the browser and by a tool, with the owner's ids and at what is the owner's alone. */
async function askAsMember(
  stage: Stage,
  studio: BuiltStudio,
  ids: Ids,
  closed: readonly Endpoint[],
): Promise<{ asked: number; admitted: number; bytes: number } & Overreach> {
  const lodger = await withDatabase(studio.folder, (db) => makeMember(db, studio))
  const seen = { asked: 0, admitted: 0, bytes: 0 }
  for (const headers of [lodger.page, lodger.tool]) {
    const own = await askWithIdsOf(stage, studio, {
      ids,
      mark: marks.owner,
      headers,
      closed: closed.filter(({ route }) => route !== '/api/logout'),
    })
    seen.asked += own.asked
    seen.admitted += own.admitted
    seen.bytes += own.bytes
  }
  return { ...seen, ...(await askForOwners(stage, studio, ids, closed, lodger.page)) }
}

/** Somebody who has nothing yet, in the browser and by a tool. */
async function makeMember(db: Db, studio: BuiltStudio): Promise<MemberHeaders> {
  const cookie = await takeLodger(db, studio.cookie)
  const { token } = await createToken(db, 'a tool of the lodger', Date.now(), 'lodger')
  return {
    page: { cookie, origin: studio.url, ...foreignPage },
    tool: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  }
}

/** An export that can be fetched, and an import that awaits its bytes. */
async function beginExchange(studio: BuiltStudio): Promise<Pick<Ids, 'export' | 'import'>> {
  const made = await studio.post('/api/exports', { selection: { everything: true } })
  const begun = await studio.post('/api/imports', { name: 'library.zip', sizeBytes: 100 })
  type Told = { export?: { id: string }; import?: { id: string } }
  const idOf = ({ bytes }: Reply) => JSON.parse(bytes.toString()) as Told
  const ids = { export: idOf(made).export!.id, import: idOf(begun).import!.id }
  const { status } = await studio.get(`/api/exports/${ids.export}`)
  if (status !== 200) throw new Error(`the owner's own export was answered ${status}`)
  return ids
}

/**
 * Knocks of the owner with what `routes.ts` says that a route takes: one that a route cannot read is refused for that,
 * and would have proved nothing about its guard.
 */
async function countMisfits(studio: BuiltStudio, stage: Stage): Promise<number> {
  let misfits = 0
  const headers = { cookie: studio.cookie, origin: studio.url, ...foreignPage }
  const endpoints = (await readEndpoints()).filter(
    // What a guess means is for `/mj` to say; and without a session nothing more could be asked.
    ({ route, method }) => method === 'POST' && /^\/api\/(?!logout|login|hook)/.test(route),
  )
  for (const one of endpoints) {
    const reply = await ask(studio, one, nobody, headers)
    if (reply.status !== 415 && !reply.bytes.includes('"kind":"bad-request"')) continue
    misfits += 1
    stage.say(`its row does not fit ${one.route}: ${reply.bytes.toString().slice(0, 200)}`)
  }
  return misfits
}

/** Words of the library, or a picture of it. */
function holdsProtected({ headers, bytes }: Reply): boolean {
  const text = bytes.toString('latin1')
  const isFile = /^(?:image\/|video\/|application\/zip)/.test(headers['content-type'] ?? '')
  return isFile || Object.values(marks).some((mark) => text.includes(mark))
}

async function snapshot(db: Db): Promise<{ owner: string; neighbour: string }> {
  return { owner: await rowsOf(db, 'owner'), neighbour: await rowsOf(db, 'neighbour') }
}
