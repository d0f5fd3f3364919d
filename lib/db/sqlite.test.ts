import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkSqlite, openSqlite } from './sqlite'

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
  expect(await checkSqlite(db)).toBe('ok')
  await db.destroy()
})
