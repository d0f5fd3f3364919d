import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextSeq } from './sequence'
import { deleteStaleSessions, findSession, insertSession } from './sessions'
import { checkIntegrity, openSqlite } from './sqlite'
import { findToken, insertToken, revokeToken } from './tokens'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-db-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a commit reaches the disk: WAL, synchronous FULL, foreign keys on', async () => {
  const db = await openSqlite(join(folder, 'studio.db'))
  const pragma = async (name: string) =>
    Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] as object)[0]
  expect(await pragma('journal_mode')).toBe('wal')
  expect(await pragma('synchronous')).toBe(2)
  expect(await pragma('foreign_keys')).toBe(1)
  expect(await pragma('busy_timeout')).toBe(5000)
  expect(await checkIntegrity(db)).toBe('ok')
  await db.destroy()
})

test('opening twice runs each migration once and keeps the sequence', async () => {
  const file = join(folder, 'studio.db')
  const first = await openSqlite(file)
  expect([await nextSeq(first), await nextSeq(first)]).toEqual([1, 2])
  await first.destroy()
  const second = await openSqlite(file)
  expect(await nextSeq(second)).toBe(3)
  await second.destroy()
})

test('parallel transactions each get a number of their own', async () => {
  const db = await openSqlite(':memory:')
  const numbers = await Promise.all(
    Array.from({ length: 50 }, () => db.transaction().execute((trx) => nextSeq(trx))),
  )
  expect(new Set(numbers).size).toBe(50)
  await db.destroy()
})

test('a session is gone after its end or a long silence', async () => {
  const db = await openSqlite(':memory:')
  const session = { owner_id: 'o', created_at: 0, seen_at: 50, expires_at: 100 }
  await insertSession(db, { ...session, id_hash: 'ended' })
  await insertSession(db, { ...session, id_hash: 'silent', seen_at: 10, expires_at: 900 })
  await insertSession(db, { ...session, id_hash: 'alive', expires_at: 900 })
  await deleteStaleSessions(db, 100, 20)
  expect(await findSession(db, 'ended')).toBeUndefined()
  expect(await findSession(db, 'silent')).toBeUndefined()
  expect(await findSession(db, 'alive')).toMatchObject({ owner_id: 'o' })
  await db.destroy()
})

test('a revoked token opens nothing, and can be revoked only once', async () => {
  const db = await openSqlite(':memory:')
  await insertToken(db, {
    id: 't',
    name: 'script',
    hash: 'h',
    owner_id: 'o',
    created_at: 1,
    last_used_at: null,
    revoked_at: null,
  })
  expect(await findToken(db, 'h')).toMatchObject({ id: 't' })
  expect(await revokeToken(db, 't', 2)).toBe(true)
  expect(await revokeToken(db, 't', 3)).toBe(false)
  expect(await findToken(db, 'h')).toBeUndefined()
  await db.destroy()
})
