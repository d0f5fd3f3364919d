import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { GET as csv } from '@/app/api/audit/csv/route'
import { GET as audit } from '@/app/api/audit/route'
import { POST as look } from '@/app/api/invitations/look/route'
import { POST as take } from '@/app/api/invitations/take/route'
import { POST as logIn } from '@/app/api/login/route'
import { POST as changePassword } from '@/app/api/me/password/route'
import { GET as me, POST as rename } from '@/app/api/me/route'
import { POST as inviteAgain } from '@/app/api/members/[id]/invite/route'
import { POST as remove } from '@/app/api/members/[id]/remove/route'
import { POST as change } from '@/app/api/members/[id]/route'
import { GET as members, POST as invite } from '@/app/api/members/route'
import { POST as submits } from '@/app/api/submits/route'
import { POST as revoke } from '@/app/api/tokens/[id]/revoke/route'
import { GET as tokens, POST as makeToken } from '@/app/api/tokens/route'
import { POST as mj } from '@/app/mj/[...path]/route'
import type { AuditPage, Invitation, Me, Member, StudioToken } from '@/lib/mj/members'
import type { Task } from '@/lib/mj/task'
import { api, type RouteHandler } from './api'
import {
  byPage,
  byTool,
  callRoute,
  readAnswer,
  type Sent,
  serveRoutes,
} from './testing/route-calls'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

let under: StudioUnderTest
let owner = ''

beforeAll(async () => {
  under = await studioUnderTest()
  owner = await serveRoutes(under.studio).signIn()
})
afterAll(() => under.close())

type Call = Sent & { cookie?: string; secret?: string }

async function call<T = { error: { kind: string; message: string } }>(
  route: RouteHandler,
  { cookie = '', secret, ...sent }: Call,
) {
  const by = secret === undefined ? byPage(cookie) : byTool(secret)
  const response = await callRoute(route, sent, by)
  const set = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { ...(await readAnswer<T>(response)), set }
}

let names = 0

/** Invited and joined over the routes. */
async function join(budgetPerDay: number | null = null) {
  const name = `Member ${(names += 1)}`
  const invited = await call<Invitation>(invite, { cookie: owner, body: { name, budgetPerDay } })
  expect(invited.status).toBe(201)
  const { member, secret } = invited.json
  const password = `password of ${name}`
  const taken = await call(take, { body: { secret, password } })
  expect(taken.status).toBe(204)
  return { id: member.id, name, password, cookie: taken.set }
}

const submission = { verb: 'imagine', prompt: 'a red fox' }
const item = (clientKey: string) => ({ items: [{ clientKey, submission }] })

test('from the invitation to the first picture and the removal', async () => {
  const body = { name: ' Ada\u00a0 Lovelace ', budgetPerDay: 2 }
  const { json: invitation } = await call<Invitation>(invite, { cookie: owner, body })
  expect(invitation.member).toMatchObject({ name: 'Ada Lovelace', state: 'invited' })
  const { secret } = invitation
  expect((await call(look, { body: { secret } })).json).toEqual({ name: 'Ada Lovelace' })
  expect((await call(take, { body: { secret, password: 'too short' } })).status).toBe(400)
  const taken = await call(take, { body: { secret, password: 'long enough' } })
  expect(taken).toMatchObject({ status: 204, text: '' })
  const cookie = taken.set
  expect(cookie).toMatch(/^safelight_3000=[\w-]{43}$/)
  expect(await call(look, { body: { secret } })).toMatchObject({
    status: 410,
    json: { error: { kind: 'gone' } },
  })

  const known = await call<{ me: Me; gateways: unknown[] }>(me, { cookie })
  expect(known.json.me).toMatchObject({
    id: invitation.member.id,
    role: 'member',
    budget: { perDay: 2, usedToday: 0 },
    hasOthers: true,
  })
  expect(known.json.gateways).toHaveLength(1)
  const first = await call<{ tasks: Task[] }>(submits, { cookie, body: item('first-click') })
  expect(first.status).toBe(202)
  expect((await call<{ me: Me }>(me, { cookie })).json.me.budget).toMatchObject({ usedToday: 1 })

  const params = { id: invitation.member.id }
  const removed = await call<{ member: Member }>(remove, { cookie: owner, params, body: {} })
  expect(removed.json.member).toMatchObject({ state: 'removed', usedToday: 1 })
  expect((await call(me, { cookie })).status).toBe(401)
  const listed = await call<{ members: Member[] }>(members, { cookie: owner })
  expect(listed.json.members.map(({ state }) => state)).toContain('removed')
})

test('whoever has joined signs in by name and password, and can change both', async () => {
  const { id, name, password, cookie } = await join()
  const signedIn = await call(logIn, { body: { name: name.toUpperCase(), password } })
  expect(signedIn).toMatchObject({ status: 204 })
  for (const body of [{ name, password: 'another' }, { name: 'nobody', password }, { password }]) {
    expect(await call(logIn, { body })).toMatchObject({ status: 401, set: '' })
  }
  const renamed = await call<{ me: Me }>(rename, { cookie, body: { name: `${name}, renamed` } })
  expect(renamed.json.me).toMatchObject({ id, name: `${name}, renamed` })
  expect((await call(rename, { cookie, body: { name: 'OWNER' } })).status).toBe(409)
  const wrong = { current: 'not it', next: 'another password' }
  expect((await call(changePassword, { cookie, body: wrong })).status).toBe(403)
  const right = { current: password, next: 'another password' }
  const changed = await call(changePassword, { cookie, body: right })
  expect(changed.status).toBe(204)
  for (const former of [cookie, signedIn.set]) {
    expect((await call(me, { cookie: former })).status).toBe(401)
  }
  expect((await call(me, { cookie: changed.set })).status).toBe(200)
})

test.each(['', '   ', '\u200b', 'a\u0007b', '\u202eevil', 'x'.repeat(61)])(
  '%j is no name',
  async (name) => {
    const refused = await call(invite, { cookie: owner, body: { name, budgetPerDay: null } })
    expect(refused.status).toBe(400)
  },
)

test.each([-1, 1.5, 100_001, '5', Number.NaN])('%j is no budget', async (budgetPerDay) => {
  const body = { budgetPerDay: Number.isNaN(budgetPerDay) ? 'NaN' : budgetPerDay }
  expect((await call(change, { cookie: owner, params: { id: 'owner' }, body })).status).toBe(400)
})

test('what is the owner’s is refused before anything is counted or read', async () => {
  const { cookie } = await join()
  let ran = 0
  const guarded = api(
    { auth: 'session', role: 'owner', rate: { burst: 1, refillMs: 1e9 }, body: z.string() },
    () => (ran += 1),
  )
  for (let n = 0; n < 3; n += 1) {
    const refused = await call(guarded, { cookie, body: { no: 'string' } })
    expect(refused).toMatchObject({ status: 403, json: { error: { kind: 'forbidden' } } })
  }
  expect((await call(guarded, { body: 'x' })).status).toBe(401)
  expect((await call(guarded, { cookie: owner, body: 'x' })).status).toBe(200)
  expect((await call(guarded, { cookie: owner, body: 'x' })).status).toBe(429)
  expect(ran).toBe(1)
})

test('over the share of a day the page is told its own kind, another tool the family’s code', async () => {
  const { cookie } = await join(1)
  const made = await call<{ secret: string }>(makeToken, { cookie, body: { name: 'a tool' } })
  expect((await call(submits, { cookie, body: item('the-only-one') })).status).toBe(202)
  expect(await call(submits, { cookie, body: item('one-too-many') })).toMatchObject({
    status: 403,
    json: { error: { kind: 'over-budget' } },
  })
  const { secret } = made.json
  const params = { path: ['submit', 'imagine'] }
  const told = await call(mj, { secret, params, body: { prompt: 'a red fox' } })
  expect(told).toMatchObject({ status: 403, json: { code: 25, result: null } })
})

test('a token acts as its member and is told of in the audit; the owner ends it', async () => {
  const { id, cookie } = await join()
  const made = await call<{ token: StudioToken; secret: string }>(makeToken, {
    cookie,
    body: { name: 'a tool' },
  })
  expect(made.status).toBe(201)
  const { token, secret } = made.json
  const imagine = { params: { path: ['submit', 'imagine'] }, body: { prompt: 'a red fox' } }
  const taken = await call<{ code: number; result: string }>(mj, { secret, ...imagine })
  expect(taken).toMatchObject({ status: 200, json: { code: 1 } })
  const page = await call<AuditPage>(audit, { cookie, query: '?limit=5' })
  expect(page.json.entries.find(({ kind }) => kind === 'submit')).toMatchObject({
    memberId: id,
    via: 'a tool',
    taskId: taken.json.result,
  })
  // A token is for other tools: what the page does is closed to it.
  for (const route of [me, members, tokens, audit, csv]) {
    expect((await call(route, { secret })).status).toBe(401)
  }
  const seen = await call<{ tokens: StudioToken[] }>(tokens, { cookie: owner })
  expect(seen.json.tokens.find((one) => one.id === token.id)).toMatchObject({ ownerId: id })
  expect(seen.text).not.toContain(secret)
  const ended = await call(revoke, { cookie: owner, params: { id: token.id }, body: {} })
  expect(ended.status).toBe(200)
  expect((await call(mj, { secret, ...imagine })).status).toBe(401)
})

test('a new link lets somebody back in who has forgotten their password', async () => {
  const { id, cookie } = await join()
  const anew = await call<Invitation>(inviteAgain, { cookie: owner, params: { id }, body: {} })
  expect(anew.status).toBe(201)
  const { secret } = anew.json
  const password = 'something to remember'
  const taken = await call(take, { body: { secret, password } })
  expect((await call(me, { cookie })).status).toBe(401)
  expect((await call<{ me: Me }>(me, { cookie: taken.set })).json.me.id).toBe(id)
})

test('the audit as a file', async () => {
  const file = await call(csv, { cookie: owner })
  expect(file.status).toBe(200)
  expect(file.text).toContain('member-joined')
})
