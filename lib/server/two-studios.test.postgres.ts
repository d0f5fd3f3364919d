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
import { type Database, openDatabase } from '@/lib/db/engine'
import { checkInvariants } from '@/lib/db/invariants'
import { allPictures } from '@/lib/db/pictures'
import { freshPlace, type Place } from '@/lib/db/testing/database-under-test'
import { createDemoGateway, type DemoGateway } from '@/lib/demo/gateway'
import { openDiskBlobs } from '@/lib/storage/disk'

/** `npm run torture:two` takes the real leases and more tasks; `npm test` has no minute for it. */
const isFull = process.env['TORTURE'] === 'full'
const tasks = isFull ? 200 : 40
const keeperLeaseMs = isFull ? 30_000 : 4000
const sharedLookMs = isFull ? 3000 : 500
/** The lease, what may be left until the next question, and a slow machine. */
const takeoverMs = keeperLeaseMs + 5000

const killable = fileURLToPath(new URL('./testing/killable.ts', import.meta.url))

let folder = ''
let place: Place
let database: Database
let demo: DemoGateway
let server: Server
let gatewayUrl = ''

/** Who asked the gateway for which of its tasks, and when. */
const looks: { at: number; who: string; ids: readonly string[] }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-two-'))
  place = await freshPlace(join(folder, 'studio.db'))
  database = await openDatabase(place.address)
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
    paceMs: 2000,
    seed: 20_261_128,
    limits: { running: 10, waiting: 300 },
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await demo.close()
  await database.db.destroy()
  await place.remove()
  await rm(folder, { recursive: true })
})

async function answer(incoming: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  const sent = Buffer.concat(chunks)
  const who = incoming.headers.authorization?.replace('Bearer ', '') ?? ''
  if (incoming.url?.endsWith('/list-by-condition')) {
    const { ids } = JSON.parse(sent.toString()) as { ids: string[] }
    looks.push({ at: Date.now(), who, ids })
  }
  const request = new Request(gatewayUrl + incoming.url, {
    method: incoming.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    ...(sent.length > 0 ? { body: sent } : {}),
  })
  const reply = await demo.handle(request)
  // Long enough that the kill finds a submit between its sending and its answer.
  if (incoming.url?.includes('/submit/')) await delay(50)
  const body = Buffer.from(await reply.arrayBuffer())
  return { status: reply.status, headers: Object.fromEntries(reply.headers), body }
}

type Life = {
  process: ChildProcess
  submit(key: string): void
  end(signal: NodeJS.Signals): Promise<void>
}

const committed = new Map<string, string>()

async function live(name: string): Promise<Life> {
  const { url } = place.address as { url: string }
  const options = {
    database: { url },
    blobsFolder: join(folder, 'blobs'),
    timings: { keeperLeaseMs, sharedLookMs },
  }
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--import',
      'tsx',
      killable,
      join(folder, name),
      gatewayUrl,
      name,
      JSON.stringify(options),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was up`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, key = '', id = ''] = line.split(' ')
      if (word === 'ready') resolve()
      if (word === 'committed') {
        // What was acknowledged once is the same task in every process.
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

async function waitFor(what: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs
  while (!(await what())) {
    if (Date.now() > until) throw new Error(`waited ${withinMs} ms in vain for ${what.toString()}`)
    await delay(50)
  }
}

const unfinished = async () => {
  const rows = await database.db.selectFrom('task').select('state_json').execute()
  return rows.filter((row) => !row.state_json.includes('"kept"')).map((row) => row.state_json)
}

test(`${tasks} tasks, two studios, one killed: each task one keeper, charged once, kept`, async () => {
  const [a, b] = await Promise.all([live('a'), live('b')])
  const lives = { a, b }
  const keys = Array.from({ length: tasks }, (_, i) => `key-${i}`)
  for (const [i, key] of keys.entries()) (i % 2 === 0 ? a : b).submit(key)
  // In the middle: some are done, some run, some are being sent.
  await waitFor(() => looks.length >= 2 && demo.counts().charges.length >= tasks / 4, 60_000)
  const keeper = looks[0]!.who as 'a' | 'b'
  const survivor = keeper === 'a' ? 'b' : 'a'
  await lives[keeper].end('SIGKILL')
  const killedAt = Date.now()
  // Like a browser that is led to the other process: what was not acknowledged is sent again under its key.
  for (const key of keys) if (!committed.has(key)) lives[survivor].submit(key)
  await waitFor(() => looks.some((look) => look.who === survivor), takeoverMs + 10_000)
  const tookOverMs = looks.find((look) => look.who === survivor)!.at - killedAt
  process.stdout.write(`takeover after ${(tookOverMs / 1000).toFixed(1)} s\n`)
  expect(tookOverMs).toBeLessThanOrEqual(takeoverMs)
  await waitFor(
    async () => committed.size === tasks && (await unfinished()).length === 0,
    isFull ? 240_000 : 60_000,
  )
  await lives[survivor].end('SIGTERM')

  expect(demo.counts().charges).toHaveLength(tasks)
  // Each change of hands is one, and after the death of the first.
  const hands = looks.filter((look, i) => look.who !== looks[i - 1]?.who)
  expect(hands.map((look) => look.who)).toEqual([keeper, survivor])
  expect(await checkInvariants(database.db)).toEqual([])
  const accepted = await database.db
    .selectFrom('attempt')
    .select('gateway_task_id')
    .where('status', '=', 'ACCEPTED')
    .execute()
  const charged = demo.counts().charges.map((charge) => charge.taskId)
  expect(accepted).toHaveLength(tasks)
  expect(new Set(accepted.map((row) => row.gateway_task_id))).toEqual(new Set(charged))
  const pictures = await allPictures(database.db)
  expect(pictures).toHaveLength(tasks)
  const blobs = await openDiskBlobs(join(folder, 'blobs'))
  for (const { sha256 } of pictures) {
    expect(await blobs.get(sha256, { verify: true })).toBeDefined()
  }
  // Kept once each: two who fetch the same result would both have told so.
  const kept = await database.db
    .selectFrom('event')
    .select('task_id')
    .where('kind', '=', 'kept')
    .execute()
  expect(kept).toHaveLength(tasks)
  expect(new Set(kept.map((row) => row.task_id)).size).toBe(tasks)
}, 360_000)
