import 'server-only'
/** A fresh database for a test: SQLite, or PostgreSQL in the pass that has one (vitest.postgres.config.ts). */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, type DatabaseAddress, openDatabase } from '../engine'
import { randomId } from '../ids'
import { createPool, openPostgres } from '../postgres'

/** Of a server on which tests may make databases; undefined in the pass on SQLite. */
export const serverUrl = process.env['TEST_DATABASE_URL']

const templateName = 'safelight_template'

/** A copy of a database with the newest schema is made sooner than the schema. */
let template: Promise<void> | undefined

/** Made by whichever worker comes first. */
function makeTemplate(): Promise<void> {
  return onServer(async (client) => {
    await client.query('select pg_advisory_lock(1)')
    const known = await client.query('select from pg_database where datname = $1', [templateName])
    if (known.rowCount === 1) return
    await client.query(`create database ${templateName}`)
    await (await openPostgres(urlOf(templateName))).destroy()
  })
}

function urlOf(name: string): string {
  const url = new URL(serverUrl!) // only asked for in the pass that has one
  url.pathname = `/${name}`
  return url.href
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Where a database with the newest schema and no rows is, and how it is removed. */
export type Place = {
  address: DatabaseAddress
  /** True while a query is under way: on PostgreSQL those take more than a turn of the event loop. */
  isBusy(): boolean
  remove(): Promise<void>
}

export async function freshPlace(): Promise<Place> {
  return serverUrl === undefined ? freshFile() : freshServerDatabase()
}

async function freshFile(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-db-'))
  return {
    address: { file: join(folder, 'studio.db') },
    isBusy: () => false,
    remove: () => rm(folder, { recursive: true }),
  }
}

async function freshServerDatabase(): Promise<Place> {
  await (template ??= makeTemplate())
  const name = `test_${randomId()}`
  await onServer((client) => client.query(`create database ${name} template ${templateName}`))
  let pools: pg.Pool[] = []
  return {
    address: {
      url: urlOf(name),
      /** A new one for each opening: whoever closes a database ends its pool. */
      get pool() {
        pools = pools.filter((pool) => !pool.ended)
        const pool = createPool(urlOf(name))
        pools.push(pool)
        return pool
      },
    },
    isBusy: () => pools.some((pool) => pool.waitingCount > 0 || pool.idleCount < pool.totalCount),
    remove: () =>
      onServer(async (client) => {
        await client.query(`drop database ${name} with (force)`)
      }),
  }
}

export type DatabaseUnderTest = Database & { close(): Promise<void> }

export async function databaseUnderTest(): Promise<DatabaseUnderTest> {
  const place = await freshPlace()
  const database = await openDatabase(place.address)
  return {
    ...database,
    async close() {
      await database.db.destroy()
      await place.remove()
    },
  }
}
