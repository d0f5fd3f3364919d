import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let stop: () => Promise<void>
let baseUrl: string

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-serve-'))
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/demo/command/serve.ts'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: '0',
        SAFELIGHT_GATEWAY_KEY: 'sesame',
        SAFELIGHT_DEMO_FOLDER: folder,
        SAFELIGHT_DEMO_PACE: '100',
      },
    },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  expect(String(line)).toMatch(/^demo gateway on http:\/\/127\.0\.0\.1:\d+, key sesame\n$/)
  baseUrl = /http:\S+(?=,)/.exec(String(line))![0]
  stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
afterAll(() => stop())

const headers = { authorization: 'Bearer sesame' }
const post = (path: string, body: object) =>
  fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })

it('serves on a port what it answers in process, with addresses of its own', async () => {
  const { result } = (await (await post('/mj/submit/imagine', { prompt: 'sea' })).json()) as {
    result: string
  }
  await expect
    .poll(
      async () => {
        const reply = await fetch(`${baseUrl}/mj/task/${result}/fetch`, { headers })
        const task = (await reply.json()) as { status: string; imageUrl: string | null }
        if (task.status !== 'SUCCESS') return task.status
        const picture = await fetch(task.imageUrl ?? '')
        return `${picture.status} ${picture.headers.get('content-type')}`
      },
      { timeout: 15_000 },
    )
    .toBe('200 image/png')
})

it('breaks the connection where a fault resets it, and goes on serving', async () => {
  await post('/demo/control', { faults: 'reset-after-accept next=1' })
  await expect(post('/mj/submit/imagine', { prompt: 'sea' })).rejects.toThrow('fetch failed')
  const counts = (await (await fetch(`${baseUrl}/demo/counts`, { headers })).json()) as {
    charges: unknown[]
  }
  expect(counts.charges).toHaveLength(2)
})

it('refuses an unknown personality before it listens, naming the known ones', async () => {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'lib/demo/command/serve.ts'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PORT: '0', SAFELIGHT_DEMO_PERSONALITY: 'midjourney' },
    },
  )
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)))
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(1)
  expect(said.join('')).toContain('unknown personality "midjourney"; known are plus, novicezk')
}, 30_000)
