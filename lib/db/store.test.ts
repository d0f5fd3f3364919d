import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './engine'
import { checkInvariants } from './invariants'
import type { Db } from './schema'
import { currentSeq, nextSeq } from './sequence'
import { deleteStaleSessions, findSession, insertSession } from './sessions'
import {
  type DatabaseUnderTest,
  databaseUnderTest,
  freshPlace,
} from './testing/database-under-test'
import { findToken, insertToken, revokeToken } from './tokens'

let under: DatabaseUnderTest
let db: Db
beforeEach(async () => {
  under = await databaseUnderTest()
  db = under.db
})
afterEach(() => under.close())

test('opening twice runs each migration once and keeps the sequence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-db-'))
  const place = await freshPlace(join(folder, 'studio.db'))
  const first = await openDatabase(place.address)
  expect([await nextSeq(first.db), await nextSeq(first.db)]).toEqual([1, 2])
  await first.db.destroy()
  const second = await openDatabase(place.address)
  expect(await nextSeq(second.db)).toBe(3)
  await second.db.destroy()
  await place.remove()
  await rm(folder, { recursive: true })
})

test('a new database is whole', async () => {
  expect(await under.checkIntegrity()).toBe('ok')
  expect(await checkInvariants(db)).toEqual([])
})

test('parallel transactions each get a number of their own', async () => {
  const numbers = await Promise.all(
    Array.from({ length: 50 }, () => db.transaction().execute((trx) => nextSeq(trx))),
  )
  expect(new Set(numbers).size).toBe(50)
})

test('what a transaction has read stays true until it commits', async () => {
  const countUp = () =>
    db.transaction().execute(async (trx) => {
      const seen = await currentSeq(trx)
      await new Promise((resolve) => setTimeout(resolve, 2))
      await trx
        .updateTable('meta')
        .set({ value: seen + 1 })
        .where('key', '=', 'seq')
        .execute()
    })
  await Promise.all(Array.from({ length: 20 }, countUp))
  expect(await currentSeq(db)).toBe(20)
})

test('times, counts and maxima are numbers', async () => {
  const at = 1_795_000_000_123
  const session = { owner_id: 'owner', created_at: at, seen_at: at, expires_at: at + 1 }
  await insertSession(db, { ...session, id_hash: 'a' })
  const row = await db
    .selectFrom('session')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('seen_at').as('max'),
      eb.fn.sum<number>('seen_at').as('sum'),
    ])
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ count: 1, max: at, sum: at })
  expect(await findSession(db, 'a')).toEqual({ ...session, id_hash: 'a' })
})

test('a session is gone after its end or a long silence', async () => {
  const session = { owner_id: 'owner', created_at: 0, seen_at: 50, expires_at: 100 }
  await insertSession(db, { ...session, id_hash: 'ended' })
  await insertSession(db, { ...session, id_hash: 'silent', seen_at: 10, expires_at: 900 })
  await insertSession(db, { ...session, id_hash: 'alive', expires_at: 900 })
  await deleteStaleSessions(db, 100, 20)
  expect(await findSession(db, 'ended')).toBeUndefined()
  expect(await findSession(db, 'silent')).toBeUndefined()
  expect(await findSession(db, 'alive')).toMatchObject({ owner_id: 'owner' })
})

test('a revoked token opens nothing, and can be revoked only once', async () => {
  await insertToken(db, {
    id: 't',
    name: 'script',
    hash: 'h',
    owner_id: 'owner',
    created_at: 1,
    last_used_at: null,
    revoked_at: null,
  })
  expect(await findToken(db, 'h')).toMatchObject({ id: 't' })
  expect(await revokeToken(db, 't', 2)).toBe(true)
  expect(await revokeToken(db, 't', 3)).toBe(false)
  expect(await findToken(db, 'h')).toBeUndefined()
})

test('words stand in the order of their bytes, whatever the language of the database', async () => {
  const words = ['ar:3:2', 'fog', 'fog:', 'foga', 'Z', '_', 'éa', '狐狸']
  const rows = words.map((word, place) => ({ owner_id: 'owner', word, place }))
  await db.insertInto('term').values(rows).execute()
  const sorted = await db.selectFrom('term').select('word').orderBy('word').execute()
  const bytes = (word: string) => Buffer.from(word)
  const wanted = words.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)))
  expect(sorted.map(({ word }) => word)).toEqual(wanted)
})
