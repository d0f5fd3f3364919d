import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Finding } from './finding'
import { foundIds, foundMonths, sourceOf } from './found'
import { countOfTrait } from './frames'
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
  expect(await checkSqlite(db)).toBe('ok')
  await db.destroy()
})

/** Another program at the same file. */
async function lockedBesides(): Promise<{
  db: Awaited<ReturnType<typeof openSqlite>>
  unlock: () => void
}> {
  const file = join(folder, 'studio.db')
  const db = await openSqlite(file)
  const other = new Sqlite(file)
  other.exec('begin immediate')
  return { db, unlock: () => void other.close() }
}

const note = (value: number) => ({ key: 'torn', value })

test('while another program holds the lock, whoever reads is served and whoever writes waits', async () => {
  const { db, unlock } = await lockedBesides()
  const order: string[] = []
  const transaction = db.transaction().execute(async (tx) => {
    await tx.insertInto('meta').values(note(1)).execute()
    order.push('transaction')
  })
  const statement = db
    .updateTable('meta')
    .set({ value: 2 })
    .where('key', '=', 'torn')
    .execute()
    .then(() => order.push('statement'))
  for (let read = 0; read < 20; read += 1) {
    expect(await db.selectFrom('meta').selectAll().where('key', '=', 'torn').execute()).toEqual([])
    await new Promise((resolve) => setImmediate(resolve))
  }
  order.push('reads')
  unlock()
  await Promise.all([transaction, statement])
  expect(order[0]).toBe('reads')
  expect(order).toHaveLength(3)
  await db.destroy()
})

test('a lock that lasts is told as unavailable, and nothing is written', async () => {
  const { db, unlock } = await lockedBesides()
  const write = db.transaction().execute((tx) => tx.insertInto('meta').values(note(1)).execute())
  await expect(write).rejects.toMatchObject({ kind: 'unavailable' })
  unlock()
  expect(await db.selectFrom('meta').selectAll().where('key', '=', 'torn').execute()).toEqual([])
  await db.transaction().execute((tx) => tx.insertInto('meta').values(note(1)).execute())
  await db.destroy()
})

test('what has failed is told, although the engine has rolled back by itself, as it does on a full disk', async () => {
  const db = await openSqlite(join(folder, 'studio.db'))
  const write = db.transaction().execute(async (tx) => {
    await sql.raw('rollback').execute(tx)
    throw new Error('the disk is full')
  })
  await expect(write).rejects.toThrow('the disk is full')
  await db.destroy()
})

/** How the engine would go about everything that is asked meanwhile. */
async function plansOf(file: string, ask: () => Promise<unknown>): Promise<readonly string[]> {
  const prepare = vi.spyOn(Sqlite.prototype, 'prepare')
  await ask()
  const asked = prepare.mock.calls.map(([statement]) => statement)
  prepare.mockRestore()
  const other = new Sqlite(file)
  const plans = asked.map((statement) => {
    const values = Array.from(statement.matchAll(/\?/g), () => 0)
    const steps = other.prepare(`explain query plan ${statement}`).all(...values)
    return (steps as { detail: string }[]).map(({ detail }) => detail).join('; ')
  })
  other.close()
  return plans
}

const everything: Finding = {
  ownerId: 'owner',
  scope: 'own',
  isPrivate: false,
  order: { by: 'month' },
  words: [],
  prefixes: [],
  phrases: [],
  without: { words: [], phrases: [] },
  collections: [],
  favourite: null,
  kept: null,
  pasted: null,
  since: null,
  until: null,
}

test('what was pasted is counted and laid out without reading all frames', async () => {
  const file = join(folder, 'studio.db')
  const db = await openSqlite(file)
  const plans = await plansOf(file, async () => {
    await countOfTrait(db, 'owner', 'pasted')
    await foundMonths(db, await sourceOf(db, { ...everything, pasted: true }))
  })
  expect(plans).toHaveLength(2)
  for (const plan of plans) expect(plan).toContain('INDEX frame_pasted (owner_id=?)')
  await db.destroy()
})

test('what everybody shares is counted, laid out and read from an index of its own', async () => {
  const file = join(folder, 'studio.db')
  const db = await openSqlite(file)
  const shared: Finding = { ...everything, scope: 'shared' }
  const page = { month: '2026-11', offset: 0, limit: 200 }
  const plans = await plansOf(file, async () => {
    await countOfTrait(db, 'owner', 'shared')
    await foundMonths(db, await sourceOf(db, shared))
    await foundIds(db, await sourceOf(db, shared), page)
    await foundIds(db, await sourceOf(db, { ...shared, words: ['fox'] }), page)
    await foundMonths(db, await sourceOf(db, { ...shared, words: ['fox'] }))
  })
  expect(plans).toHaveLength(5)
  for (const plan of plans) expect(plan).toMatch(/INDEX frame_shared/)
  expect(plans.at(-1)).toContain('INDEX frame_shared_found (place=?)')
  await db.destroy()
})
