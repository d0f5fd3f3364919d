import 'server-only'
/** The embedded engine. Everything that is SQLite's alone is in this file. */
import Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type SqliteDialectConfig,
} from 'kysely'
import { StudioError } from '@/lib/mj/errors'
import { migrate } from './migrations/run'
import type { Db, Tables } from './schema'

/** Older libraries can lose a WAL reset and with it the file (sqlite.org/wal.html#walresetbug). */
const oldestSafeVersion = [3, 51, 3] as const

/**
 * A transaction takes the write lock at once: one that begins by reading could fail when it comes to write. And
 * who waits for the connection is served in turn: the stock driver wakes all of them for each release, which took
 * a minute for 5,000 submits at once.
 */
class ImmediateDriver extends SqliteDriver {
  #last: Promise<void> = Promise.resolve()
  #release = () => {}

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last
    let release = () => {}
    this.#last = new Promise((resolve) => (release = resolve))
    await before
    this.#release = release
    return super.acquireConnection()
  }
  override async releaseConnection(): Promise<void> {
    const release = this.#release
    await super.releaseConnection()
    release()
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config)
  }
}

/**
 * Opens the file (`:memory:` in tests) and brings it to the newest schema. A commit has reached the disk when it
 * returns, so a power cut cannot take back what the gateway was told. Throws `unavailable`.
 */
export async function openSqlite(file: string): Promise<Db> {
  const sqlite = new Sqlite(file)
  assertSafeVersion(sqlite)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('foreign_keys = ON')
  const db: Db = new Kysely<Tables>({ dialect: new ImmediateDialect({ database: sqlite }) })
  await migrate(db)
  return db
}

/** True for what the engine throws when a commit found no room; the file stays sound. */
export function isSqliteFull(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL'
}

/** 'ok', or what SQLite found broken. */
export async function checkSqlite(db: Db): Promise<string> {
  const { rows } = await db.executeQuery<{ integrity_check: string }>(
    CompiledQuery.raw('pragma integrity_check'),
  )
  return rows.map((row) => row.integrity_check).join('; ')
}

function assertSafeVersion(sqlite: Sqlite.Database): void {
  const row = sqlite.prepare('select sqlite_version() as version').get() as { version: string }
  const parts = row.version.split('.').map(Number)
  for (const [i, floor] of oldestSafeVersion.entries()) {
    const part = parts[i] ?? 0
    if (part > floor) return
    if (part < floor) {
      const needed = oldestSafeVersion.join('.')
      throw new StudioError('unavailable', `SQLite ${row.version} is too old, ${needed} is needed`)
    }
  }
}
