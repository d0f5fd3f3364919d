import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  endedLeases,
  endLeases,
  holdsLease,
  type LeaseTime,
  readTime,
  renewLeases,
  takeLease,
} from './leases'
import { postgresNow } from './postgres-notices'
import type { Db } from './schema'
import { type DatabaseUnderTest, databaseUnderTest } from './testing/database-under-test'

let under: DatabaseUnderTest
let db: Db
beforeEach(async () => {
  under = await databaseUnderTest()
  db = under.db
})
afterEach(() => under.close())

const lasting = (lastsMs: number): LeaseTime => ({ now: postgresNow, lastsMs })
const a = { name: 'gateway:g', token: 'a' }
const b = { name: 'gateway:g', token: 'b' }

test('a lease has one holder, who may take it again; the other is told how long it lasts', async () => {
  expect(await takeLease(db, a, lasting(5000))).toBe('taken')
  expect(await takeLease(db, a, lasting(5000))).toBe('taken')
  const refused = (await takeLease(db, b, lasting(5000))) as { leftMs: number }
  expect(refused.leftMs).toBeGreaterThan(3000)
  expect(refused.leftMs).toBeLessThanOrEqual(5000)
  expect(await holdsLease(db, a, postgresNow)).toBe(true)
  expect(await holdsLease(db, b, postgresNow)).toBe(false)
})

test('of fifty who want a free one, one gets it', async () => {
  const taken = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      takeLease(db, { name: 'archive:t', token: `process ${i}` }, lasting(5000)),
    ),
  )
  expect(taken.filter((one) => one === 'taken')).toHaveLength(1)
})

test('one that has ended goes to the next, and is not revived by who had it', async () => {
  await takeLease(db, a, lasting(100))
  await delay(150)
  await renewLeases(db, 'a', lasting(5000))
  expect(await holdsLease(db, a, postgresNow)).toBe(false)
  expect(await endedLeases(db, 'gateway:', postgresNow)).toEqual(['gateway:g'])
  expect(await takeLease(db, b, lasting(5000))).toBe('taken')
  expect(await endedLeases(db, 'gateway:', postgresNow)).toEqual([])
})

test('one that is renewed lasts', async () => {
  await takeLease(db, a, lasting(300))
  for (let i = 0; i < 4; i += 1) {
    await delay(100)
    await renewLeases(db, 'a', lasting(300))
  }
  expect(await takeLease(db, b, lasting(300))).not.toBe('taken')
})

test('a transaction that has seen its lease keeps it until the commit', async () => {
  await takeLease(db, a, lasting(200))
  let takenAt = 0
  let committedAt = 0
  let taking: Promise<void> | undefined
  await db.transaction().execute(async (trx) => {
    expect(await holdsLease(trx, a, postgresNow)).toBe(true)
    await delay(300)
    taking = takeLease(db, b, lasting(5000)).then((taken) => {
      expect(taken).toBe('taken')
      takenAt = performance.now()
    })
    await delay(300)
    committedAt = performance.now()
  })
  await taking
  expect(takenAt).toBeGreaterThan(committedAt)
})

test('whoever goes leaves all of his to others at once', async () => {
  await takeLease(db, a, lasting(60_000))
  await takeLease(db, { ...a, name: 'archive:t' }, lasting(60_000))
  await endLeases(db, 'a')
  expect(await takeLease(db, b, lasting(5000))).toBe('taken')
  expect(await endedLeases(db, 'archive:', postgresNow)).toEqual(['archive:t'])
})

test('the time of leases is the server’s, in milliseconds', async () => {
  const there = await readTime(db, postgresNow)
  expect(Number.isInteger(there)).toBe(true)
  expect(Math.abs(there - Date.now())).toBeLessThan(60_000)
})
