import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '@/lib/db/invariants'
import { allPictures } from '@/lib/db/pictures'
import { checkSqlite, openSqlite } from '@/lib/db/sqlite'
import { createDemoGateway, type DemoGateway } from '@/lib/demo/gateway'
import { pictureSizes } from '@/lib/mj/task'
import { openDiskBlobs } from '@/lib/storage/disk'
import { databaseFile } from './open-studio'

const seed = 20_261_121
const submits = 40
const kills = 20
const killable = fileURLToPath(new URL('./testing/killable.ts', import.meta.url))

let folder = ''
let demo: DemoGateway
let server: Server
let gatewayUrl = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-kill-'))
  server = createServer((incoming, outgoing) => {
    answer(incoming).then(
      ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
      () => outgoing.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  demo = await createDemoGateway({
    folder: join(folder, 'demo'),
    baseUrl: gatewayUrl,
    paceMs: 300,
    seed,
    limits: { running: 10, waiting: 100 },
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await demo.close()
  await rm(folder, { recursive: true })
})

/** mulberry32: the same moments in every run. */
function chance(state: number): () => number {
  let a = state
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const wireChance = chance(seed + 1)

/** The gateway takes its time before and after it takes a submit, and does not care whether anybody still listens. */
async function answer(incoming: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  const isSubmit = incoming.url?.includes('/submit/') === true
  if (isSubmit) await delay(wireChance() * 60)
  const request = new Request(gatewayUrl + incoming.url, {
    method: incoming.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  })
  const reply = await demo.handle(request)
  if (isSubmit) await delay(wireChance() * 60)
  const body = Buffer.from(await reply.arrayBuffer())
  return { status: reply.status, headers: Object.fromEntries(reply.headers), body }
}

type Life = {
  process: ChildProcess
  submit(key: string): void
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

const committed = new Map<string, string>()

async function live(): Promise<Life> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', killable, folder, gatewayUrl],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the studio ended with ${code} before it was up`)),
    )
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, key = '', id = ''] = line.split(' ')
      if (word === 'ready') resolve()
      if (word === 'committed') {
        // What was acknowledged once must be the same task for ever.
        expect(committed.get(key) ?? id).toBe(id)
        committed.set(key, id)
      }
      expect(word).not.toBe('failed')
    })
  })
  child.stdin.on('error', () => undefined)
  await ready
  return {
    process: child,
    submit: (key) => child.stdin.write(`${key}\n`),
    async end(signal) {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}

async function unfinished(): Promise<readonly string[]> {
  const db = await openSqlite(databaseFile(folder))
  const rows = await db.selectFrom('task').select(['id', 'state_json']).execute()
  await db.destroy()
  return rows.filter((row) => !row.state_json.includes('"kept"')).map((row) => row.state_json)
}

test(`${submits} submits over ${kills} kills: each charged once, each picture kept`, async () => {
  const random = chance(seed)
  let life = await live()
  // Absence proves something only against an older task.
  life.submit('warm-up')
  while (committed.size < 1 || demo.counts().charges.length < 1) await delay(20)
  await delay(300)
  const keys = Array.from({ length: submits }, (_, i) => `key-${i}`)
  for (let kill = 0; kill < kills; kill += 1) {
    const sent = keys.slice(0, 2 * (kill + 1))
    // Like a browser: whatever has not been acknowledged is sent again under its key.
    for (const key of sent) if (!committed.has(key)) life.submit(key)
    await delay(random() * 250)
    await life.end('SIGKILL')
    life = await live()
  }
  for (const key of keys) if (!committed.has(key)) life.submit(key)
  const until = Date.now() + 120_000
  while ((committed.size < submits + 1 || (await unfinished()).length > 0) && Date.now() < until) {
    await delay(500)
  }
  await life.end('SIGTERM')
  expect(await unfinished()).toEqual([])
  expect(committed.size).toBe(submits + 1)
  expect(demo.counts().charges).toHaveLength(submits + 1)
  await expectWhole()
}, 240_000)

async function expectWhole(): Promise<void> {
  const db = await openSqlite(databaseFile(folder))
  expect(await checkSqlite(db)).toBe('ok')
  expect(await checkInvariants(db)).toEqual([])
  const accepted = await db
    .selectFrom('attempt')
    .select('gateway_task_id')
    .where('status', '=', 'ACCEPTED')
    .execute()
  const charged = demo.counts().charges.map((charge) => charge.taskId)
  expect(new Set(accepted.map((row) => row.gateway_task_id))).toEqual(new Set(charged))
  expect(accepted).toHaveLength(charged.length)
  // Kills that all missed the moment between claim and answer would prove nothing.
  const doubts = await db.selectFrom('event').selectAll().where('kind', '=', 'unclear').execute()
  expect(doubts.length).toBeGreaterThan(0)
  const blobs = await openDiskBlobs(join(folder, 'blobs'))
  const pictures = await allPictures(db)
  expect(pictures).toHaveLength(submits + 1)
  for (const { sha256 } of pictures) {
    expect(await blobs.get(sha256, { verify: true })).toBeDefined()
    for (const size of pictureSizes) {
      expect(await blobs.getDerived(sha256, `${size}.webp`)).toBeDefined()
    }
  }
  await db.destroy()
}
