import { afterAll, beforeAll, expect, test } from 'vitest'
import { GET as me } from '@/app/api/me/route'
import { GET as list, POST as add } from '@/app/api/gateways/route'
import { POST as change } from '@/app/api/gateways/[id]/route'
import { POST as makeDefault } from '@/app/api/gateways/[id]/default/route'
import { POST as remove } from '@/app/api/gateways/[id]/remove/route'
import { POST as probe } from '@/app/api/gateways/probe/route'
import type { RouteHandler } from './api'
import { gatewayDraft } from './testing/gateway-draft'
import { byPage, callRoute, readAnswer, serveRoutes } from './testing/route-calls'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'
import { wireOfGateways } from './testing/wire-of-gateways'

const key = 'sk-CANARY0123456789'
const draft = gatewayDraft({
  key,
  accountFilter: { instanceId: '', remark: 'mine' },
  imageHosts: ['CDN.lan:8080'],
})

const wire = wireOfGateways()
let under: StudioUnderTest
let cookie = ''
/** Every answer there was, for the search for the key. */
const answers: string[] = []

beforeAll(async () => {
  under = await studioUnderTest({ send: wire.send })
  cookie = await serveRoutes(under.studio).signIn()
})
afterAll(() => under.close())

async function call(route: RouteHandler, body?: unknown, id = '') {
  const response = await callRoute(route, { params: { id }, body }, byPage(cookie))
  const answer = await readAnswer<Record<string, unknown> | undefined>(response)
  answers.push(answer.text)
  return answer
}

test('a gateway is added, shown, changed, chosen, examined and removed, and no answer tells its key', async () => {
  const added = await call(add, draft)
  expect(added.status).toBe(201)
  const gateway = added.json?.['gateway'] as { id: string }
  expect(gateway).toMatchObject({
    keyEnd: '6789',
    accountFilter: { remark: 'mine' },
    imageHosts: ['cdn.lan:8080'],
  })
  expect((await call(list)).json).toMatchObject({ gateways: [{ id: 'scripted' }, gateway] })
  const renamed = await call(change, { ...draft, key: null, name: 'Uno' }, gateway.id)
  expect(renamed).toMatchObject({ status: 200, json: { gateway: { name: 'Uno', hasKey: true } } })
  expect((await call(makeDefault, {}, gateway.id)).status).toBe(204)
  expect((await call(me)).json).toMatchObject({
    gateways: [{ id: gateway.id, name: 'Uno', reachable: true }, { id: 'scripted' }],
  })
  const asked = { id: gateway.id, baseUrl: draft.baseUrl, key: null, auth: null, dialect: null }
  const examined = await call(probe, asked)
  expect(examined).toMatchObject({ status: 200, json: { report: { reached: { type: 'ok' } } } })
  expect(wire.asked.some(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true)
  expect((await call(remove, {}, gateway.id)).status).toBe(204)
  expect((await call(list)).json).toMatchObject({ gateways: [{ id: 'scripted', isDefault: true }] })
  expect(answers.join()).not.toContain('CANARY')
})

test.each([
  ['no address', { baseUrl: ' ' }, 'baseUrl: '],
  ['an address without https', { baseUrl: 'http://one.example' }, 'baseUrl: '],
  ['a long name', { name: 'x'.repeat(61) }, 'name: '],
  ['a key of two words', { key: 'one two' }, 'key: '],
  ['a host with a path', { imageHosts: ['cdn.lan/x'] }, 'imageHosts.0: '],
  ['a speed there is none of', { defaultSpeed: 'warp' }, 'defaultSpeed: '],
  ['no filter', { accountFilter: null }, 'accountFilter: '],
])('%s is a bad request that names its field', async (_title, wrong, beginning) => {
  const answer = await call(add, { ...draft, ...wrong })
  expect(answer.status).toBe(400)
  expect(answer.json).toMatchObject({
    error: { kind: 'bad-request', message: expect.stringMatching(new RegExp(`^${beginning}`)) },
  })
})

test('what is not there is 404, and what is fixed is 409', async () => {
  expect((await call(change, draft, 'nobody')).status).toBe(404)
  expect((await call(remove, {}, '../x')).status).toBe(404)
  expect((await call(makeDefault, {}, 'nobody')).status).toBe(404)
  expect((await call(change, draft, 'scripted')).status).toBe(409)
})
