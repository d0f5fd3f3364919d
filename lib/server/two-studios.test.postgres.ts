import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/lib/db/engine'
import { checkInvariants } from '@/lib/db/invariants'
import { allPictures } from '@/lib/db/pictures'
import { freshPlace, type Place } from '@/lib/db/testing/database-under-test'
import { openS3Blobs } from '@/lib/storage/s3'
import { settingsOf, type S3Server, startS3Server } from '@/lib/storage/testing/s3-server'
import { type Life, type Promised, startLife } from './testing/life'
import { type Asked, openSlowDemo, type SlowDemo } from './testing/slow-demo'

/** `npm run torture:two` takes the real leases and more tasks; `npm test` has no minute for it. */
const isFull = process.env['TORTURE'] === 'full'
const tasks = isFull ? 200 : 40
const keeperLeaseMs = isFull ? 30_000 : 4000
const sharedLookMs = isFull ? 3000 : 500
/** The lease, what may be left until the next question, and a slow machine. */
const takeoverMs = keeperLeaseMs + 5000

let folder = ''
let place: Place
let database: Database
let demo: SlowDemo
let bucket: S3Server
const promised: Promised = { tasks: new Map(), faults: [] }

/** Who asked the gateway for which of its tasks, and when. */
const looks: { at: number; who: string; ids: readonly string[] }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-two-'))
  place = await freshPlace(join(folder, 'studio.db'))
  database = await openDatabase(place.address)
  bucket = await startS3Server()
  demo = await openSlowDemo(
    {
      folder: join(folder, 'demo'),
      paceMs: 2000,
      seed: 20_261_128,
      limits: { running: 10, waiting: 300 },
    },
    // Long enough that the kill finds a submit between its sending and its answer.
    { pauseMs: (when) => (when === 'after' ? 50 : 0), onAsk: noteLook },
  )
})
afterAll(async () => {
  await demo.close()
  await bucket.close()
  await database.db.destroy()
  await place.remove()
  await rm(folder, { recursive: true })
})

function noteLook({ path, key: who, body }: Asked): void {
  if (!path.endsWith('/list-by-condition')) return
  const { ids } = JSON.parse(body) as { ids: string[] }
  looks.push({ at: Date.now(), who, ids })
}

/** Its name is the key that it shows to the gateway. */
function live(name: string): Promise<Life> {
  const { url } = place.address as { url: string }
  const more = {
    database: { url },
    s3: settingsOf(bucket),
    timings: { keeperLeaseMs, sharedLookMs },
  }
  return startLife({ folder: join(folder, name), gatewayUrl: demo.url, key: name, more }, promised)
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
  for (const key of keys) if (!promised.tasks.has(key)) lives[survivor].submit(key)
  await waitFor(() => looks.some((look) => look.who === survivor), takeoverMs + 10_000)
  const tookOverMs = looks.find((look) => look.who === survivor)!.at - killedAt
  process.stdout.write(`takeover after ${(tookOverMs / 1000).toFixed(1)} s\n`)
  expect(tookOverMs).toBeLessThanOrEqual(takeoverMs)
  await waitFor(
    async () => promised.tasks.size === tasks && (await unfinished()).length === 0,
    isFull ? 240_000 : 60_000,
  )
  await lives[survivor].end('SIGTERM')

  expect(promised.faults).toEqual([])
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
  const blobs = await openS3Blobs(settingsOf(bucket), join(folder, 'spool'))
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
