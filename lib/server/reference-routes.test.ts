import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST as findAddress } from '@/app/api/references/[id]/address/route'
import { POST as keepPicture } from '@/app/api/references/from-picture/route'
import { GET as find, POST as keep } from '@/app/api/references/route'
import { GET as readFile } from '@/app/images/reference/[id]/[size]/route'
import { createDemoGateway, type DemoGateway } from '@/lib/demo/gateway'
import { createGateway } from '@/lib/gateway/client'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import { type Reference, referenceToken } from '@/lib/mj/references'
import type { RouteHandler } from './api'
import { submitsSchema } from './submission-schema'
import { byPage, callRoute, type Sent, serveRoutes } from './testing/route-calls'
import { plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let cookie = ''
let under: StudioUnderTest
let demo: DemoGateway

beforeAll(async () => {
  demo = await createDemoGateway({ paceMs: 100, seed: 1, baseUrl: 'http://demo.test' })
  const gateway = createGateway({
    id: 'demo',
    name: 'Demo',
    baseUrl: 'http://demo.test',
    key: '',
    auth: 'bearer',
    dialect: plusDialect,
    send: (request) => demo.handle(request),
  })
  under = await studioUnderTest({ gateways: [gateway] })
  cookie = await serveRoutes(under.studio).signIn()
})
afterAll(async () => {
  await under.close()
  await demo.close()
})

const call = (route: RouteHandler, sent: Sent) => callRoute(route, sent, byPage(cookie))

async function bring(color = '#f00'): Promise<Reference> {
  const answer = await call(keep, { body: { picture: await urlOf(color) } })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { reference: Reference }).reference
}

const urlOf = async (color: string) =>
  `data:image/png;base64,${Buffer.from(await plainPicture(64, 64, color)).toString('base64')}`

test('a picture is kept, found again, and served for a year to its owner alone', async () => {
  const reference = await bring()
  const query = `?ids=${'0'.repeat(64)},${reference.id}`
  expect(await (await call(find, { query })).json()).toEqual({ references: [reference] })
  for (const [size, type] of [
    ['256', 'image/webp'],
    ['1024', 'image/webp'],
    ['original', 'image/png'],
  ] as const) {
    const file = await call(readFile, { params: { id: reference.id, size } })
    expect(file.headers.get('content-type')).toBe(type)
    expect(file.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(20)
  }
  expect((await call(readFile, { params: { id: reference.id, size: '512' } })).status).toBe(404)
  expect((await call(readFile, { params: { id: 'x', size: '256' } })).status).toBe(404)
})

test.each<[string, string, number, string]>([
  ['a GIF', 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP8=', 415, 'unsupported-type'],
  ['a GIF that says PNG', 'data:image/png;base64,R0lGODlhAQABAIAAAAA=', 415, 'unsupported-type'],
  ['an SVG', 'data:image/svg+xml;base64,PHN2Zy8+', 415, 'unsupported-type'],
  ['a file of no known type', 'data:;base64,AAAA', 415, 'unsupported-type'],
  ['an empty file', 'data:image/png;base64,', 415, 'unsupported-type'],
  ['an address', 'https://evil.test/a.png', 400, 'bad-request'],
  ['a token', `reference:${'0'.repeat(64)}`, 400, 'bad-request'],
])('%s is refused in words', async (_title, picture, status, kind) => {
  const answer = await call(keep, { body: { picture } })
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: { kind } })
})

test('more than a picture may have is refused before it is read', async () => {
  const picture = `data:image/png;base64,${'A'.repeat(12_400_000)}`
  const answer = await call(keep, { body: { picture } })
  expect(answer.status).toBe(413)
})

test('forty are found at once, and no more are asked for', async () => {
  const ids = Array.from({ length: 41 }, (_, i) => i.toString(16).padStart(64, '0'))
  expect((await call(find, { query: `?ids=${ids.slice(1).join(',')}` })).status).toBe(200)
  expect((await call(find, { query: `?ids=${ids.join(',')}` })).status).toBe(400)
  expect((await call(find, { query: '?ids=' })).status).toBe(200)
  expect((await call(find, { query: '?ids=../../etc/passwd' })).status).toBe(400)
})

test('a picture that is not there gives no reference', async () => {
  for (const body of [{ pictureId: 'nobody', quadrant: null }, { pictureId: 'nobody' }]) {
    expect((await call(keepPicture, { body })).status).toBe(404)
  }
  const fifth = { pictureId: 'nobody', quadrant: 5 }
  expect((await call(keepPicture, { body: fifth })).status).toBe(400)
})

test('ten tabs that ask for an address make one upload at the demo gateway, which knows it', async () => {
  const { id } = await bring('#0f0')
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call(findAddress, { params: { id }, body: {} })),
  )
  const told = (await Promise.all(answers.map((answer) => answer.json()))) as { url: string }[]
  const urls = new Set(told.map(({ url }) => url))
  expect(urls.size).toBe(1)
  expect(demo.counts().requests['submit/upload-discord-images']?.total).toBe(1)
  const [url] = urls
  const task = await under.imagine(`a fox --sref ${url}`)
  expect(task.state.name).toBe('waiting')
  const unknown = await call(findAddress, { params: { id: '0'.repeat(64) }, body: {} })
  expect(unknown.status).toBe(404)
})

test('what the page may send names pictures by data URL or by token', async () => {
  const { id } = await bring('#00f')
  const token = referenceToken(id)
  const submissions = [
    { verb: 'imagine', prompt: 'a', base64Array: [token, await urlOf('#123'), token] },
    { verb: 'blend', base64Array: [token, token], dimensions: 'SQUARE' },
    { verb: 'describe', base64: token },
    { verb: 'swap', sourceBase64: token, targetBase64: token },
    {
      verb: 'action',
      taskId: 'a',
      customId: 'b',
      chooseSameChannel: true,
      accountFilter: { instanceId: '1', channelId: '2', remark: 'mine', modes: ['FAST'] },
    },
  ]
  for (const submission of submissions) {
    const read = submitsSchema.parse({ items: [{ clientKey: 'a-client-key', submission }] })
    expect(read.items[0]?.submission).toEqual(submission)
  }
})

test.each<[string, object]>([
  [
    'six pictures',
    { base64Array: Array.from({ length: 6 }, () => referenceToken('0'.repeat(64))) },
  ],
  ['a token with more behind it', { base64Array: [`${referenceToken('0'.repeat(64))}/..`] }],
  ['an address for a picture', { base64Array: ['https://evil.test/a.png'] }],
  ['an account filter with a word of its own', { accountFilter: { secret: 'x' } }],
  ['an account filter with a long word', { accountFilter: { remark: 'x'.repeat(65) } }],
])('%s does not come in', (_title, more) => {
  const submission = { verb: 'imagine', prompt: 'a', ...more }
  const items = [{ clientKey: 'a-client-key', submission }]
  expect(submitsSchema.safeParse({ items }).success).toBe(false)
})

test('a token of somebody else comes in as a form and is refused by the studio', async () => {
  const foreign = await under.studio.references.keep(viewerOf('other'), await plainPicture())
  const submitted = under.studio.submit(viewer, [
    {
      clientKey: 'foreign-token',
      submission: { verb: 'describe', base64: referenceToken(foreign.id) },
    },
  ])
  await expect(submitted).rejects.toMatchObject({ kind: 'bad-request' })
})
