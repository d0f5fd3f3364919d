import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './engine'
import { insertEvent } from './events'
import { randomId } from './ids'
import { migrations } from './migrations/list'
import { createPool, openPostgres } from './postgres'
import type { Db } from './schema'
import { currentSeq, nextSeq } from './sequence'
import { freshPlace, type Place } from './testing/database-under-test'

let place: Place
let url = ''
let db: Db
beforeEach(async () => {
  place = await freshPlace('')
  url = (place.address as { url: string }).url
  db = (await openDatabase(place.address)).db
})
afterEach(async () => {
  await db.destroy()
  await place.remove()
})

const away = { name: 'StudioError', kind: 'unavailable' }

/** How long it took to be told that the database is away. */
async function toldAfter(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await expect(work()).rejects.toMatchObject(away)
  return performance.now() - from
}

describe('a database that is away is told within two seconds', () => {
  test('where nothing listens', async () => {
    expect(await toldAfter(() => openPostgres('postgres://me@127.0.0.1:1/x'))).toBeLessThan(2000)
  })

  test('where something listens and says nothing, to everybody who waits', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const nowhere = `postgres://me@127.0.0.1:${port}/x`
    expect(await toldAfter(() => openPostgres(nowhere))).toBeLessThan(2000)
    const opened = await openPostgres(url, createPool(nowhere))
    const told = await Promise.all(
      Array.from({ length: 50 }, () => toldAfter(() => currentSeq(opened))),
    )
    expect(Math.max(...told)).toBeLessThan(2000)
    await opened.destroy()
    silent.close()
  })

  test('where it goes away in between, and it is used again once it is back', async () => {
    const busy = db.transaction().execute(async (trx) => {
      await nextSeq(trx)
      const end = sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database()`.execute(trx)
      await end
    })
    await expect(busy).rejects.toMatchObject(away)
    expect(await currentSeq(db)).toBe(0)
  })
})

test('processes that start at once bring the database up to date once', async () => {
  const name = `empty_${randomId()}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${name}`)
  const empty = new URL(url)
  empty.pathname = `/${name}`
  const opened = await Promise.all(Array.from({ length: 3 }, () => openPostgres(empty.href)))
  const { rows } = await sql<{
    name: string
  }>`select name from kysely_migration order by name`.execute(opened[0]!)
  expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations))
  for (const one of opened) await one.destroy()
  await client.query(`drop database ${name} with (force)`)
  await client.end()
})

test('what could lose rows is not opened, and the sentence says why', async () => {
  const unsafe = new URL(url)
  unsafe.searchParams.set('options', '-c synchronous_commit=off')
  await expect(openPostgres(unsafe.href)).rejects.toMatchObject({
    ...away,
    message: expect.stringContaining('synchronous_commit'),
  })
})

test('text with a NUL is written down all the same', async () => {
  await db.insertInto('preference').values({ key: 'k', value: 'a\0b' }).execute()
  const row = await db.selectFrom('preference').select('value').executeTakeFirst()
  expect(row?.value).toBe('a\uFFFDb')
})

describe('one writer at a time', () => {
  test('and readers meanwhile, who see all of it or nothing', async () => {
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    let isIn = () => {}
    const inside = new Promise<void>((resolve) => (isIn = resolve))
    const writing = db.transaction().execute(async (trx) => {
      await nextSeq(trx)
      isIn()
      await held
    })
    await inside
    const read = db
      .transaction()
      .setAccessMode('read only')
      .execute((trx) => currentSeq(trx))
    expect(await read).toBe(0)
    go()
    await writing
    expect(await currentSeq(db)).toBe(1)
  })

  test('of which a paused one does not hold up the others, and writes nothing when it wakes', async () => {
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    let isIn = () => {}
    const inside = new Promise<void>((resolve) => (isIn = resolve))
    const paused = db.transaction().execute(async (trx) => {
      await nextSeq(trx)
      isIn()
      await held
      await insertEvent(trx, 'nobody', { at: 0, kind: 'late', detail: '' })
    })
    await inside
    const from = performance.now()
    await db.transaction().execute((trx) => nextSeq(trx))
    expect(performance.now() - from).toBeLessThan(8000)
    go()
    await expect(paused).rejects.toMatchObject(away)
    expect(await currentSeq(db)).toBe(1)
  })
})
