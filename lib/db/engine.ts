import 'server-only'
/** The one place that knows that there are two databases. Everybody else has a `Db`, and what it cannot say is here. */
import type { RawBuilder } from 'kysely'
import type pg from 'pg'
import { checkPostgres, isPostgresFull, openPostgres } from './postgres'
import { announce, listen, type Listening, postgresNow } from './postgres-notices'
import type { Db } from './schema'
import { checkSqlite, isSqliteFull, openSqlite } from './sqlite'

/** A file (or `:memory:`), or the address of a PostgreSQL; `pool` where somebody wants to watch it. */
export type DatabaseAddress = { file: string } | { url: string; pool?: pg.Pool }

export type Database = {
  db: Db
  /** Null where this process is the only one: SQLite, whose folder is locked. */
  shared: SharedDatabase | null
  /** 'ok', or what is broken. */
  checkIntegrity: () => Promise<string>
}

/** What processes on one database have in common beside its rows. */
export type SharedDatabase = {
  /** Epoch milliseconds by its clock, for use within a statement. */
  now: RawBuilder<number>
  announce(text: string): Promise<void>
  /** `onOpen` is called whenever it has begun to hear. */
  listen(hear: (text: string) => void, onOpen: () => void): Listening
}

/** Opens it and brings it to the newest schema. Throws `unavailable`. */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  if ('file' in address) {
    const db = await openSqlite(address.file)
    return { db, shared: null, checkIntegrity: () => checkSqlite(db) }
  }
  const db = await openPostgres(address.url, address.pool)
  return {
    db,
    shared: {
      now: postgresNow,
      announce: (text) => announce(db, text),
      listen: (hear, onOpen) => listen(address.url, hear, onOpen),
    },
    checkIntegrity: () => checkPostgres(db),
  }
}

/** True for what either engine throws when a commit found no room; what was committed before stays sound. */
export function isDiskFullError(error: unknown): boolean {
  return isSqliteFull(error) || isPostgresFull(error)
}
