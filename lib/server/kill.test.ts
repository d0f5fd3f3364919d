import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '@/lib/db/invariants'
import { allPictures } from '@/lib/db/pictures'
import { checkSqlite, openSqlite } from '@/lib/db/sqlite'
import { pictureSizes } from '@/lib/mj/task'
import { openDiskBlobs } from '@/lib/storage/disk'
import { databaseFile } from './open-studio'
import { type Promised, startLife } from './testing/life'
import { openSlowDemo, type SlowDemo } from './testing/slow-demo'

const seed = 20_261_121
const submits = 40
const kills = 20

let folder = ''
let demo: SlowDemo
const promised: Promised = { tasks: new Map(), faults: [] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-kill-'))
  const random = chance(seed + 1)
  demo = await openSlowDemo(
    {
      folder: join(folder, 'demo'),
      paceMs: 300,
      seed,
      limits: { running: 10, waiting: 100 },
    },
    { pauseMs: () => random() * 60 },
  )
})
afterAll(async () => {
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

const live = () => startLife({ folder, gatewayUrl: demo.url }, promised)

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
  while (promised.tasks.size < 1 || demo.counts().charges.length < 1) await delay(20)
  await delay(300)
  const keys = Array.from({ length: submits }, (_, i) => `key-${i}`)
  for (let kill = 0; kill < kills; kill += 1) {
    const sent = keys.slice(0, 2 * (kill + 1))
    // Like a browser: whatever has not been acknowledged is sent again under its key.
    for (const key of sent) if (!promised.tasks.has(key)) life.submit(key)
    await delay(random() * 250)
    await life.end('SIGKILL')
    life = await live()
  }
  for (const key of keys) if (!promised.tasks.has(key)) life.submit(key)
  const until = Date.now() + 120_000
  while (
    (promised.tasks.size < submits + 1 || (await unfinished()).length > 0) &&
    Date.now() < until
  ) {
    await delay(500)
  }
  await life.end('SIGTERM')
  expect(promised.faults).toEqual([])
  expect(await unfinished()).toEqual([])
  expect(promised.tasks.size).toBe(submits + 1)
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
