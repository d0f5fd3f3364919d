import 'server-only'
/** A fresh database for a test: SQLite, or PostgreSQL in the pass that has one (vitest.postgres.config.mjs). */
import pg from 'pg'
import { type Database, type DatabaseAddress, openDatabase } from '../engine'
import { randomId } from '../ids'
import { createPool, openPostgres } from '../postgres'

/** Of a server on which tests may make databases; undefined in the pass on SQLite. */
const serverUrl = process.env['TEST_DATABASE_URL']

/** A trip to a server takes a hundred times as long as one into a file: what is done a thousand times is cut there. */
export const isOnServer = serverUrl !== undefined

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
  isBusy: () => boolean
  remove(): Promise<void>
}

/** `file` is where it is on SQLite. */
export async function freshPlace(file: string): Promise<Place> {
  if (isOnServer) return freshServerDatabase()
  return { address: { file }, isBusy: () => false, remove: async () => {} }
}

/** Databases of this file's tests that nobody uses, as new: to empty one takes a tenth of the time of making one. */
const spare: string[] = []

async function makeDatabase(): Promise<string> {
  await (template ??= makeTemplate())
  const name = `test_${randomId()}`
  await onServer((client) => client.query(`create database ${name} template ${templateName}`))
  return name
}

async function emptyDatabase(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(name) })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables
     where schemaname = 'public' and tablename not like 'kysely%' and tablename <> 'meta'`,
  )
  await client.query(
    [
      'set session_replication_role = replica', // no order among the tables, then
      ...rows.map((table) => `delete from "${table.name}"`),
      'update meta set value = 0',
      // The owner is there before anybody comes.
      `insert into member (id, name, name_key, created_at) values ('owner', 'Owner', 'owner', 0)`,
    ].join('; '),
  )
  await client.end()
}

async function freshServerDatabase(): Promise<Place> {
  const name = spare.pop() ?? (await makeDatabase())
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
    async remove() {
      await emptyDatabase(name)
      spare.push(name)
    },
  }
}

export type DatabaseUnderTest = Database & { close: () => Promise<void> }

export async function databaseUnderTest(): Promise<DatabaseUnderTest> {
  const place = await freshPlace(':memory:')
  const database = await openDatabase(place.address)
  return {
    ...database,
    async close() {
      await database.db.destroy()
      await place.remove()
    },
  }
}
