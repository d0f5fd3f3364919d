import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POST as adopt } from '@/app/api/adopt/route'
import { GET as readExport } from '@/app/api/exports/[id]/route'
import { GET as estimate, POST as makeExport } from '@/app/api/exports/route'
import { POST as receive } from '@/app/api/imports/[id]/bytes/route'
import { POST as drop } from '@/app/api/imports/[id]/drop/route'
import { GET as find } from '@/app/api/imports/[id]/route'
import { POST as start } from '@/app/api/imports/[id]/start/route'
import { GET as list, POST as begin } from '@/app/api/imports/route'
import { type Export, type Import, importPieceBytes } from '@/lib/mj/exchange'
import type { RouteHandler } from './api'
import { byPage, callRoute, type Sent, serveRoutes } from './testing/route-calls'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

let cookie = ''
let under: StudioUnderTest

beforeAll(async () => {
  under = await studioUnderTest()
  cookie = await serveRoutes(under.studio).signIn()
})
afterAll(() => under.close())

type Call = Sent & { id?: string; headers?: Record<string, string> }

const call = (route: RouteHandler, { id, headers, ...sent }: Call) =>
  callRoute(
    route,
    { ...sent, params: id === undefined ? {} : { id } },
    { ...byPage(cookie), ...headers },
  )

const json = async <T>(answer: Response) => (await answer.json()) as T
const importIn = async (answer: Response) => (await json<{ import: Import }>(answer)).import

async function makeOne(): Promise<Export> {
  const answer = await call(makeExport, { body: { selection: { everything: true } } })
  expect(answer.status).toBe(201)
  return (await json<{ export: Export }>(answer)).export
}

async function zipOf(made: Export): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await call(readExport, { id: made.id })
  return new Uint8Array(await answer.arrayBuffer())
}

describe('exports', () => {
  it('are made, and read as a file that the browser saves under its name', async () => {
    const made = await makeOne()
    const answer = await call(readExport, { id: made.id })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${made.name}"`,
      'x-content-type-options': 'nosniff',
    })
    expect(new TextDecoder().decode((await zipOf(made)).subarray(0, 2))).toBe('PK')
    await answer.body?.cancel()
  })

  it('say beforehand what they would hold', async () => {
    expect(await json(await call(estimate, {}))).toEqual({
      estimate: { tasks: 0, pictures: 0, films: 0, sizeBytes: 0, underWay: 0 },
    })
  })

  it.each([
    { selection: {} },
    { selection: { ids: ['../../etc'] } },
    { selection: { families: [] } },
    { selection: { everything: false } },
    {},
  ])('%j is no selection', async (body) => {
    expect((await call(makeExport, { body })).status).toBe(400)
  })

  it('are nobody’s without a session, from another site, or under another name', async () => {
    const { id } = await makeOne()
    expect((await call(readExport, { id, headers: { cookie: '' } })).status).toBe(401)
    const foreign = { 'sec-fetch-site': 'cross-site' }
    expect((await call(readExport, { id, headers: foreign })).status).toBe(403)
    expect((await call(readExport, { id: 'a'.repeat(26) })).status).toBe(404)
    expect((await call(readExport, { id: '../x' })).status).toBe(404)
  })
})

describe('imports', () => {
  it('go from the first piece to the report', async () => {
    const bytes = await zipOf(await makeOne())
    const begun = await call(begin, { body: { name: 'a.zip', sizeBytes: bytes.length } })
    expect(begun.status).toBe(201)
    const { id } = await importIn(begun)
    const half = Math.floor(bytes.length / 2)
    await call(receive, { id, query: '?at=0', bytes: bytes.slice(0, half) })
    const last = await call(receive, { id, query: `?at=${half}`, bytes: bytes.slice(half) })
    expect(last.status).toBe(200)
    await expect
      .poll(async () => (await importIn(await call(find, { id }))).state)
      .toMatchObject({ name: 'ready', plan: { tasks: 0 } })
    expect((await call(start, { id, body: { gatewayId: null } })).status).toBe(200)
    await expect
      .poll(async () => (await importIn(await call(find, { id }))).state.name)
      .toBe('done')
    const { imports } = await json<{ imports: Import[] }>(await call(list, {}))
    expect(imports.map((one) => one.id)).toContain(id)
    expect((await call(drop, { id, body: {} })).status).toBe(204)
    expect((await call(find, { id })).status).toBe(404)
  })

  it('take no piece that is larger than a piece, in the wrong place or of the wrong kind', async () => {
    const sizeBytes = importPieceBytes * 2
    const { id } = await importIn(await call(begin, { body: { name: 'a.zip', sizeBytes } }))
    const large = new Uint8Array(importPieceBytes + 1)
    expect((await call(receive, { id, query: '?at=0', bytes: large })).status).toBe(413)
    const bytes = new Uint8Array(10)
    expect((await call(receive, { id, query: '?at=5', bytes })).status).toBe(409)
    expect((await call(receive, { id, query: '?at=x', bytes })).status).toBe(400)
    expect((await call(receive, { id, bytes })).status).toBe(400)
    const form = { 'content-type': 'multipart/form-data' }
    expect((await call(receive, { id, query: '?at=0', bytes, headers: form })).status).toBe(415)
    expect((await call(find, { id })).status).toBe(200)
    await call(drop, { id, body: {} })
  })

  it.each([
    { name: '', sizeBytes: 10 },
    { name: 'a.zip', sizeBytes: 0 },
    { name: 'a.zip', sizeBytes: -1 },
    { name: 'a.zip', sizeBytes: 1e300 },
    { name: 'a'.repeat(301), sizeBytes: 1 },
  ])('%j is no file', async (body) => {
    expect((await call(begin, { body })).status).toBe(400)
  })

  it('are not begun by another page', async () => {
    const body = { name: 'a.zip', sizeBytes: 10 }
    const foreign = { origin: 'http://evil.test' }
    expect((await call(begin, { body, headers: foreign })).status).toBe(403)
    expect((await call(begin, { body, headers: { 'x-safelight': '' } })).status).toBe(403)
  })
})

describe('adoption', () => {
  it('tells what became of each id', async () => {
    const answer = await call(adopt, { body: { gatewayId: 'scripted', ids: ['nobody7'] } })
    expect(await json(answer)).toEqual({ adoptions: [{ id: 'nobody7', outcome: 'absent' }] })
  })

  it.each([
    { gatewayId: 'scripted', ids: [] },
    { gatewayId: 'scripted', ids: ['a b'] },
    { gatewayId: 'scripted', ids: [17] },
    { gatewayId: 'scripted', ids: Array.from({ length: 101 }, () => '1') },
    { ids: ['1'] },
  ])('%j is refused', async (body) => {
    expect((await call(adopt, { body })).status).toBe(400)
  })
})
