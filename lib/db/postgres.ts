import 'server-only'
/** PostgreSQL, for when one machine is not enough. What is PostgreSQL's alone is here and in postgres-notices.ts. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { StudioError } from '@/lib/mj/errors'
import { migrate } from './migrations/run'
import type { Db, Tables } from './schema'

const mostConnections = 10

/** Milliseconds. A database that is away must be told to a person within two seconds. */
const patience = {
  connect: 1500,
  statement: 10_000,
  /** Sooner than anybody's patience with the lock of [Note: One writer at a time]: a paused process loses it. */
  idleInTransaction: 5000,
  /** Longer than the server's own limit: only a server that has fallen silent gets here. */
  answer: 12_000,
}

const { builtins } = pg.types

/** Whole numbers of 64 bits come as numbers (no time or count of ours exceeds 2^53), and so do sums of them. */
const asNumbers: readonly number[] = [builtins.INT8, builtins.NUMERIC]

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    asNumbers.includes(oid)
      ? Number
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}

export function createPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'safelight',
    max: mostConnections,
    connectionTimeoutMillis: patience.connect,
    statement_timeout: patience.statement,
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    query_timeout: patience.answer,
    keepAlive: true,
    types,
  })
  return hearing(pool)
}

/**
 * A connection that breaks between two queries says so in an event, which nobody needs (the next query fails, or the
 * next to come is given another connection) and which would end the process if nobody heard it.
 */
function hearing(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Migrations take as long as they take, also those of another process. */
async function bringUpToDate(url: string): Promise<void> {
  const pool = hearing(
    new pg.Pool({
      connectionString: url,
      application_name: 'safelight migrations',
      max: 1,
      connectionTimeoutMillis: patience.connect,
      types,
    }),
  )
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await assertSound(db)
    await migrate(db)
  } finally {
    await db.destroy()
  }
}

/** Connects and brings the database to the newest schema. Throws `unavailable` with a sentence for people. */
export async function openPostgres(url: string, pool?: pg.Pool): Promise<Db> {
  try {
    await bringUpToDate(url)
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError('unavailable', `The database of DATABASE_URL cannot be used: ${reason}`, {
      cause,
    })
  }
  return new Kysely<Tables>({ dialect: new OneWriterDialect(pool ?? createPool(url)) })
}

/** What would lose rows that were told to be safe, or text that people wrote. */
async function assertSound(db: Db): Promise<void> {
  const { rows } = await db.executeQuery<{ encoding: string; commit: string }>(
    CompiledQuery.raw(
      `select current_setting('server_encoding') as encoding,
       current_setting('synchronous_commit') as commit`,
    ),
  )
  const [{ encoding, commit }] = rows as [{ encoding: string; commit: string }]
  if (encoding !== 'UTF8') {
    throw new StudioError(
      'unavailable',
      `The database of DATABASE_URL is encoded as ${encoding}: create one with ENCODING 'UTF8'.`,
    )
  }
  if (commit === 'off') {
    throw new StudioError(
      'unavailable',
      'The database of DATABASE_URL has synchronous_commit off, so that a power cut could take back what a gateway was told: switch it on.',
    )
  }
}

/**
 * [Note: One writer at a time] A transaction begins by locking the row that numbers all changes, as SQLite's
 * `begin immediate` locks the file. What it reads stays true until it commits, whichever process asks, so the code
 * of a transaction is the same on both engines and nothing is ever decided twice. `nextSeq` would take the same lock
 * anyway; taking it first is what makes the reads before it safe. A transaction that only reads says so, and gets a
 * snapshot instead. docs/decisions/010 says why not serializable.
 */
class OneWriterDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #turns = createTurns(mostConnections)

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<PooledConnection> {
    await this.#turns.take()
    try {
      return new PooledConnection(await this.#pool.connect())
    } catch (cause) {
      const error = asUnavailable(cause)
      // Whoever waits for a turn would find out later, one after the other.
      this.#turns.fail(error)
      throw error
    }
  }
  async releaseConnection(connection: PooledConnection): Promise<void> {
    connection.client.release(connection.isBroken)
    this.#turns.leave()
  }
  async beginTransaction(
    connection: PooledConnection,
    { accessMode }: TransactionSettings,
  ): Promise<void> {
    // In one message: each trip to the database is time that everybody else waits.
    const begin =
      accessMode === 'read only'
        ? 'begin isolation level repeatable read, read only'
        : `begin isolation level read committed; select value from meta where key = 'seq' for update`
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
  async commitTransaction(connection: PooledConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }
  async rollbackTransaction(connection: PooledConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}

class OneWriterDialect extends PostgresDialect {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }
  override createDriver(): Driver {
    return new OneWriterDriver(this.#pool)
  }
}

/** Tells every way in which the database can be away as `unavailable`. */
class PooledConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  /** The server has fallen silent or is gone: what it may still say belongs to nobody. */
  isBroken = false
  constructor(client: pg.PoolClient) {
    this.client = client
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const values = parameters.map(withoutNul)
      const { command, rowCount, rows } = await this.client.query<R & pg.QueryResultRow>(
        sql,
        values,
      )
      const isWrite = writes.includes(command)
      return { rows: rows ?? [], ...(isWrite && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    } catch (cause) {
      this.isBroken ||= !(cause instanceof pg.DatabaseError)
      throw asUnavailable(cause)
    }
  }
  streamQuery(): never {
    throw new Error('nothing here is read in a stream')
  }
}

const writes: readonly string[] = ['INSERT', 'UPDATE', 'DELETE']

/** PostgreSQL has no text with a NUL in it. What a gateway said must be written down all the same. */
function withoutNul(parameter: unknown): unknown {
  return typeof parameter === 'string' ? parameter.replaceAll('\0', '\uFFFD') : parameter
}

/** What the driver and the network throw has no class of its own; a mistake of ours is a TypeError or the like. */
const plainNames: readonly string[] = ['Error', 'AggregateError']

/** Connection lost or refused, shutting down, starting up, no room for us, too slow: none of it is the query's fault. */
const awayStates = /^(08...|57...|53300|55P03|25P03|40P01)$/

function asUnavailable(cause: unknown): unknown {
  const isAway =
    cause instanceof pg.DatabaseError
      ? awayStates.test(cause.code ?? '')
      : cause instanceof Error && plainNames.includes(cause.name)
  return isAway
    ? new StudioError('unavailable', 'The database cannot be reached.', { cause })
    : cause
}

type Turns = {
  take(): Promise<void>
  leave(): void
  /** Gives back a turn that came to nothing, and sends everybody away who waits for one. */
  fail(error: unknown): void
}

/**
 * So many at once, the others in the order in which they came. The pool has a queue too, but counts the wait in it as
 * time in which the database does not answer.
 */
function createTurns(most: number): Turns {
  let free = most
  let waiting: { go: () => void; fail: (error: unknown) => void }[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next.go()
  }
  return {
    take() {
      if (free === 0) return new Promise<void>((go, fail) => void waiting.push({ go, fail }))
      free -= 1
      return Promise.resolve()
    },
    leave,
    fail(error) {
      const everybody = waiting
      waiting = []
      leave()
      for (const { fail } of everybody) fail(error)
    },
  }
}

/** True for what the server throws when a write found no room. */
export function isPostgresFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '53100'
}

/** 'ok' once every row of every table could be read (the server verifies its pages), or what it found broken. */
export async function checkPostgres(db: Db): Promise<string> {
  const tables = await db.introspection.getTables()
  try {
    for (const { name } of tables) {
      await db.executeQuery(CompiledQuery.raw(`select count(t.*) from "${name}" as t`))
    }
    return 'ok'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
