import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { POST } from '@/app/api/hook/[token]/route'
import { createDemoGateway, type DemoGateway } from '@/lib/demo/gateway'
import { createGateway } from '@/lib/gateway/client'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import { connectMade } from './gateways'
import { openStudio, type RunningStudio } from './open-studio'
import { viewerOf } from './member-state'

const viewer = viewerOf('owner')
const origin = 'http://127.0.0.1:3000'
const slot = Symbol.for('safelight.studio')
const holder = globalThis as { [slot]?: { studio: RunningStudio } }

let folder: string
let demo: DemoGateway
let called: string[]

/** The route as a gateway reaches it. */
async function call(url: string, init: RequestInit = {}): Promise<number> {
  const token = url.replace(`${origin}/api/hook/`, '')
  const request = new Request(url, { method: 'POST', headers: { host: '127.0.0.1:3000' }, ...init })
  return (await POST(request, { params: Promise.resolve({ token }) })).status
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-hooks-'))
  called = []
  demo = await createDemoGateway({
    folder: join(folder, 'gateway'),
    paceMs: 600,
    paintsAhead: false,
    sendHook: async (url, body) => {
      expect(await call(url, { body })).toBe(204)
      called.push(`${(JSON.parse(body) as { status: string }).status} ${url}`)
    },
  })
  const gateway = createGateway({
    id: 'gw-demo',
    name: 'Demo',
    baseUrl: 'http://demo.localhost',
    key: '',
    auth: 'bearer',
    dialect: plusDialect,
    send: (request) => demo.handle(request),
  })
  const made = connectMade(gateway)
  const environment = { ...made, options: { ...made.options, notify: true } }
  const studio = await openStudio({ folder: join(folder, 'data'), environment, origin })
  holder[slot] = { studio }
})

afterEach(async () => {
  await holder[slot]?.studio.close()
  delete holder[slot]
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

test('a gateway that was asked to calls an address of its own for each submit', async () => {
  const { studio } = holder[slot]!
  const [task] = await studio.submit(viewer, [
    { clientKey: 'a', submission: { verb: 'shorten', prompt: 'a red fox in the snow' } },
  ])
  await expect
    .poll(async () => (await studio.task(viewer, task!.id)).state.name, { timeout: 8000 })
    .toBe('done')
  await expect.poll(() => called.some((text) => text.startsWith('SUCCESS'))).toBe(true)
  const addresses = new Set(called.map((text) => text.split(' ')[1]))
  expect(addresses.size).toBe(1)
  expect([...addresses][0]).toMatch(new RegExp(`^${origin}/api/hook/[a-z2-7]{26}\\.[\\w-]{22}$`))
})

test.each([
  ['a forged address', 'a'.repeat(26) + '.' + 'A'.repeat(22), '{}'],
  ['no address at all', 'x', '{}'],
  ['a body that is no JSON', 'x', '<html>'],
  ['a body of 100 kB', 'x', 'x'.repeat(100_000)],
  ['no body', 'x', undefined],
])('%s is answered like every other', async (_name, token, body) => {
  const init = body === undefined ? {} : { body }
  expect(await call(`${origin}/api/hook/${token}`, init)).toBe(204)
})

test('a name that is not of this studio is refused before anything is read', async () => {
  expect(await call(`${origin}/api/hook/x`, { headers: { host: 'evil.test' } })).toBe(421)
})
