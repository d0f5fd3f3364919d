import { afterAll, beforeAll, expect, test } from 'vitest'
import { GET as state } from '@/app/api/archive/route'
import { POST as retry } from '@/app/api/archive/retry/route'
import { StudioError } from '@/lib/mj/errors'
import type { RouteHandler } from './api'
import { untilArchive } from './testing/archive-under-test'
import { byPage, callRoute, readAnswer, serveRoutes } from './testing/route-calls'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

let under: StudioUnderTest
let cookie = ''

beforeAll(async () => {
  under = await studioUnderTest({ quotaBytes: 5_000_000 })
  cookie = await serveRoutes(under.studio).signIn()
})
afterAll(() => under.close())

async function call(route: RouteHandler, body?: unknown, as = cookie) {
  const { status, json } = await readAnswer(await callRoute(route, { body }, byPage(as)))
  return { status, json }
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
