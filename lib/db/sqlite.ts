import 'server-only'
/** The embedded engine. Everything that is SQLite's alone is in this file. */
import { setTimeout as delay } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import { StudioError } from '@/lib/mj/errors'
import { migrate } from './migrations/run'
import type { Db, Tables } from './schema'

/** Older libraries can lose a WAL reset and with it the file (sqlite.org/wal.html#walresetbug). */
const oldestSafeVersion = [3, 51, 3] as const

/** How long a lock of somebody else's is waited for. */
const lockPatienceMs = 5000

/**
 * A transaction takes the write lock at once: one that begins by reading could fail when it comes to write. And
 * who waits for the connection is served in turn: the stock driver wakes all of them for each release, which took
 * a minute for 5,000 submits at once.
 *
 * [Note: A lock is waited for outside] Where another program holds the lock (a shell, a backup), SQLite's own waiting
 * would stop the whole process for seconds: no page, no read, no timer. So it does not wait; we do, and whoever is
 * next has the connection meanwhile. Nothing has been done by then, because within a transaction the lock is ours.
 */
class ImmediateDriver extends SqliteDriver {
  #last: Promise<void> = Promise.resolve()
  #release = () => {}
  readonly #sqlite: Sqlite.Database

  constructor(sqlite: Sqlite.Database) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await this.#takeTurn()
    return {
      executeQuery: (query) => this.#patiently(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    }
  }
  async #takeTurn(): Promise<DatabaseConnection> {
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

  /** See [Note: A lock is waited for outside]. Throws `unavailable` when it lasts. */
  async #patiently<T>(run: () => Promise<T>): Promise<T> {
    const end = performance.now() + lockPatienceMs
    for (;;) {
      try {
        return await run()
      } catch (error) {
        if (!isLocked(error) || this.#sqlite.inTransaction) throw error
        if (performance.now() > end) {
          const sentence = 'another program has locked the database; nothing was written'
          throw new StudioError('unavailable', sentence, { cause: error })
        }
      }
      await this.releaseConnection()
      await delay(10 + Math.random() * 40)
      await this.#takeTurn()
    }
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // On a full disk the engine has done so itself, and to fail here would hide why.
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #sqlite: Sqlite.Database
  constructor(sqlite: Sqlite.Database) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#sqlite)
  }
}

/**
 * Opens the file (`:memory:` in tests) and brings it to the newest schema. A commit has reached the disk when it
 * returns, so a power cut cannot take back what the gateway was told. Throws `unavailable`.
 */
export async function openSqlite(file: string): Promise<Db> {
  const sqlite = new Sqlite(file)
  assertSafeVersion(sqlite)
  sqlite.pragma(`busy_timeout = ${lockPatienceMs}`)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 0')
  const db: Db = new Kysely<Tables>({ dialect: new ImmediateDialect(sqlite) })
  await migrate(db)
  return db
}

/** True for what the engine throws when a commit found no room; the file stays sound. */
export function isSqliteFull(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL'
}

function isLocked(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
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
