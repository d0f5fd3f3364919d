import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openSqlite } from '@/lib/db/sqlite'
import { StudioError } from '@/lib/mj/errors'
import { openAccess } from './access'
import { api, apiBrand, type RouteHandler } from './api'
import { parseEnv } from './env'
import { faultReply } from './mj-reply'
import { describeSurroundings, rememberSurroundings } from './ring-address'
import { readRouteFiles } from './testing/route-files'
import { createToken } from './tokens'

/** No request of this file may get as far as the studio. */
vi.mock('@/lib/server/running-studio', () => ({
  studio: () => {
    throw new Error('a request reached the studio')
  },
}))

const origin = 'http://127.0.0.1:3000'
let cookie = ''
let token = ''

beforeAll(async () => {
  rememberSurroundings(describeSurroundings(parseEnv({}), 3000))
  const db = await openSqlite(':memory:')
  const { sessions } = openAccess({ db, password: null })
  cookie = `safelight_3000=${await sessions.start()}`
  token = (await createToken(db, 'a tool', Date.now())).token
})

type Sent = { method?: string; headers?: Record<string, string>; body?: string; path?: string }

function request({ method = 'POST', headers = {}, body, path: at = '/' }: Sent): Request {
  return new Request(`${origin}${at}`, {
    method,
    headers: { host: '127.0.0.1:3000', ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

/** What the studio's own page sends. */
const browser = () => ({
  origin,
  cookie,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
  'x-safelight': '1',
})

async function call(route: RouteHandler, sent: Sent, params: Record<string, string> = {}) {
  const response = await route(request(sent), { params: Promise.resolve(params) })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    json: (text === '' ? undefined : JSON.parse(text)) as unknown,
  }
}

/** The handlers that ran, so that a refusal can be seen to have come before. */
let ran = 0
beforeEach(() => {
  ran = 0
})

const echo = api(
  { auth: 'session', body: z.object({ a: z.string() }), max: 100 },
  ({ body, viewer }) => {
    ran += 1
    return { ...body, ...viewer }
  },
)

describe('api', () => {
  test('a request of our own page reaches the handler', async () => {
    const answer = await call(echo, { headers: browser(), body: '{"a":"x"}' })
    expect(answer.json).toEqual({ a: 'x', ownerId: 'owner', role: 'owner', token: null })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each<[string, Sent, number, string]>([
    ['another host', { headers: { host: 'evil.test' } }, 421, 'wrong-host'],
    ['another origin', { headers: { origin: 'https://evil.test' } }, 403, 'forbidden'],
    ['a form', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-type'],
    ['nobody', { headers: { cookie: '' } }, 401, 'unauthorised'],
    ['a made-up session', { headers: { cookie: 'safelight_3000=x' } }, 401, 'unauthorised'],
    ['the cookie of another port', { headers: { cookie: 'safelight_1=x' } }, 401, 'unauthorised'],
    ['too much', { body: `{"a":"${'x'.repeat(200)}"}` }, 413, 'too-large'],
    ['no JSON', { body: '{' }, 400, 'bad-request'],
    ['another shape', { body: '{"a":1}' }, 400, 'bad-request'],
    ['nothing', { body: '' }, 400, 'bad-request'],
  ])('%s is refused before the handler', async (_title, sent, status, kind) => {
    const headers = { ...browser(), ...sent.headers }
    const answer = await call(echo, { body: '{"a":"x"}', ...sent, headers })
    expect(answer.status).toBe(status)
    expect(answer.json).toMatchObject({ error: { kind } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(ran).toBe(0)
  })

  test('what is asked first is told first: host, origin, session, size, schema', async () => {
    const worst = {
      host: 'evil.test',
      origin: 'https://evil.test',
      cookie: '',
      'content-type': 'application/json',
    }
    const body = `{"a":${'1'.repeat(200)}`
    const statuses = []
    for (const step of ['host', 'origin', 'cookie'] as const) {
      statuses.push((await call(echo, { headers: worst, body })).status)
      worst[step] = { host: '127.0.0.1:3000', origin, cookie }[step]
      Object.assign(worst, step === 'origin' ? { 'x-safelight': '1' } : {})
    }
    statuses.push((await call(echo, { headers: worst, body })).status)
    statuses.push((await call(echo, { headers: worst, body: '{"a":1}' })).status)
    expect(statuses).toEqual([421, 403, 401, 413, 400])
  })

  test('a token opens only what tokens may open', async () => {
    const both = api({ auth: 'session-or-token' }, ({ viewer }) => viewer)
    const headers = { authorization: `Bearer ${token}` }
    expect((await call(both, { headers })).json).toEqual({
      ownerId: 'owner',
      role: 'owner',
      token: { id: expect.any(String) as string, name: 'a tool' },
    })
    expect((await call(both, { headers: { 'mj-api-secret': token } })).status).toBe(200)
    expect((await call(both, { headers: browser() })).status).toBe(200)
    expect((await call(echo, { headers, body: '{"a":"x"}' })).status).toBe(403)
  })

  test('a wrong token is not saved by a session', async () => {
    const both = api({ auth: 'session-or-token' }, ({ viewer }) => viewer)
    const headers = { ...browser(), authorization: 'Bearer sl-wrong' }
    expect((await call(both, { headers })).status).toBe(401)
    expect((await call(both, { headers: {} })).status).toBe(401)
  })

  test('a fault becomes its status, and what is unknown becomes 500 without a word of it', async () => {
    const fault = api({ auth: 'none' }, () => {
      throw new StudioError('gone', 'It is gone.')
    })
    expect(await call(fault, { method: 'GET' })).toMatchObject({
      status: 410,
      json: { error: { kind: 'gone', message: 'It is gone.' } },
    })
    const bug = api({ auth: 'none' }, () => {
      throw new TypeError('secret sk-CANARY1234')
    })
    const answer = await call(bug, { method: 'GET' })
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.json)).not.toContain('secret')
  })

  test('a fault from another module graph keeps its kind', async () => {
    const foreign = Object.assign(new Error('Held by 12.'), {
      name: 'StudioError',
      kind: 'conflict',
    })
    const route = api({ auth: 'none' }, () => {
      throw foreign
    })
    expect((await call(route, { method: 'GET' })).status).toBe(409)
  })

  test('the same fault at /mj is told in a code', async () => {
    const route = api({ auth: 'none', explain: faultReply }, () => {
      throw new StudioError('not-found', 'There is no such task.')
    })
    expect((await call(route, { method: 'GET' })).json).toEqual({
      code: 3,
      description: 'There is no such task.',
      result: null,
      properties: {},
    })
  })

  test('a caller that asks too fast is told when to come back', async () => {
    const route = api({ auth: 'none', rate: { burst: 1, refillMs: 60_000 } }, () => undefined)
    expect((await call(route, { method: 'GET' })).status).toBe(204)
    const second = await call(route, { method: 'GET' })
    expect(second.status).toBe(429)
    expect(second.headers.get('retry-after')).toBe('1')
  })

  test('a path that does not fit is not found; a query that does not fit is a bad request', async () => {
    const route = api(
      {
        auth: 'none',
        params: z.object({ id: z.string().regex(/^\w+$/) }),
        query: z.object({ limit: z.coerce.number() }),
      },
      ({ params, query }) => ({ ...params, ...query }),
    )
    const get = (at: string, id: string) => call(route, { method: 'GET', path: at }, { id })
    expect((await get('/?limit=5', 'abc')).json).toEqual({ id: 'abc', limit: 5 })
    expect((await get('/?limit=5', '../x')).status).toBe(404)
    expect((await get('/?limit=x', 'abc')).status).toBe(400)
  })
})

const routes = await readRouteFiles()

describe('every route of the app', () => {
  test('there are some', () => {
    expect(routes.length).toBeGreaterThan(15)
  })

  test.each(routes)('$route exports nothing but what api() made', ({ handlers }) => {
    expect(handlers.length).toBeGreaterThan(0)
    for (const [name, handler] of handlers) {
      expect(Reflect.get(handler, apiBrand), name).toBe(true)
    }
  })

  // A gateway calls with nothing but the address it was given: its word is proved in hook.test.ts.
  const people = routes.filter(({ route }) => !/hook\//.test(route))
  const params = { id: 'a', taskId: 'a', pictureId: 'a', what: '256', path: 'submit' }

  test.each(people.filter(({ route }) => !/health|login|invitations/.test(route)))(
    '$route answers nobody without a session',
    async ({ handlers }) => {
      for (const [method, handler] of handlers) {
        for (const shown of ['', 'safelight_3000=guess']) {
          const sent = { method, headers: { ...browser(), cookie: shown } }
          expect((await call(handler, sent, params)).status, method).toBe(401)
        }
      }
    },
  )

  const forgeries: readonly [string, Record<string, string>, number][] = [
    ['another host', { host: 'evil.test' }, 421],
    ['another origin', { origin: 'https://evil.test' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:8080' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour of this site', { 'sec-fetch-site': 'same-site' }, 403],
    ['no marker', { 'x-safelight': '' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a beacon', { 'content-type': 'text/plain;charset=UTF-8' }, 415],
  ]

  test.each(people)(
    '$route does nothing for a signed-in browser that another site leads',
    async ({ handlers }) => {
      const changing = ['POST', 'PUT', 'PATCH', 'DELETE']
      for (const [method, handler] of handlers.filter(([name]) => changing.includes(name))) {
        for (const [title, headers, status] of forgeries) {
          const sent = { method, headers: { ...browser(), ...headers }, body: '{"token":"x"}' }
          const answer = await call(handler, sent, params)
          expect(answer.status, `${method}, ${title}`).toBe(status)
        }
      }
    },
  )
})
