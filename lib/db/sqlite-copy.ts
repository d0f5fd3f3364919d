import 'server-only'
/** Copies of a database that is in use. */
import Sqlite from 'better-sqlite3'

/** More pages than there are: in one go, so that a writer cannot make it begin again. */
const allPages = 0x7fffffff

/** The file as it was at one moment, while others read and write it. Replaces nothing: `to` must not be there. */
export async function copySqlite(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to, { progress: () => allPages })
  } finally {
    source.close()
  }
}

/** Makes one file of it, without the log beside it, so that it can be moved, or read where nothing can be written. */
export function makeSingleFile(file: string): void {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = DELETE')
  sqlite.close()
}
