import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as state } from '@/app/api/archive/route'
import { POST as retry } from '@/app/api/archive/retry/route'
import { StudioError } from '@/lib/mj/errors'
import { openAccess } from './access'
import type { RouteHandler } from './api'
import { parseEnv } from './env'
import type { RunningStudio } from './open-studio'
import { describeSurroundings, rememberSurroundings } from './ring-address'
import { untilArchive } from './testing/archive-under-test'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

const running = vi.hoisted(() => ({ studio: undefined as RunningStudio | undefined }))
vi.mock('@/lib/server/running-studio', () => ({ studio: () => running.studio }))

const origin = 'http://127.0.0.1:3000'
let under: StudioUnderTest
let cookie = ''

beforeAll(async () => {
  rememberSurroundings(describeSurroundings(parseEnv({}), 3000))
  under = await studioUnderTest({ quotaBytes: 5_000_000 })
  running.studio = under.studio
  const { sessions } = openAccess({ db: under.studio.db, password: null })
  cookie = `safelight_3000=${await sessions.start()}`
})
afterAll(() => under.close())

async function call(route: RouteHandler, body?: unknown, as = cookie) {
  const request = new Request(origin, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      host: '127.0.0.1:3000',
      origin,
      cookie: as,
      'content-type': 'application/json',
      'x-safelight': '1',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await route(request, { params: Promise.resolve({}) })
  return { status: response.status, json: (await response.json()) as unknown }
}

test('the archive is told to its owner alone', async () => {
  expect((await call(state, undefined, '')).status).toBe(401)
  expect((await call(retry, {}, '')).status).toBe(401)
  expect(await call(state)).toMatchObject({
    status: 200,
    json: { archive: { store: 'disk', pictures: 0, usedBytes: 0, quotaBytes: 5_000_000 } },
  })
})

test('what was given up is tried again by one word', async () => {
  const address = 'https://cdn.example/a.png'
  under.gateway.pictures.set(address, new StudioError('forbidden', 'no'))
  const task = await under.imagine()
  under.gateway.report(task.gatewayTaskId!, { status: 'SUCCESS', imageUrl: address })
  await untilArchive(under, task.id, 'gone')
  expect(await call(state)).toMatchObject({
    json: { archive: { gone: { count: 1, tasks: [{ id: task.id, reason: 'no' }] } } },
  })
  under.gateway.pictures.delete(address)
  expect(await call(retry, {})).toEqual({ status: 200, json: { count: 1 } })
  await untilArchive(under, task.id, 'kept')
  expect(await call(state)).toMatchObject({
    json: { archive: { gone: { count: 0, canRetry: 0, tasks: [] }, pictures: 1 } },
  })
})
