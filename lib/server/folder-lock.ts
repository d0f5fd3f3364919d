import 'server-only'
/**
 * One process owns a data folder. The lock itself is the kernel's (SQLite holds it on an empty file), so it cannot
 * outlive its process: after `kill -9` the next start takes over, and no recycled pid is mistaken for a holder.
 * Beside it stands a note of who holds it, for the sentence that a second process is turned away with.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { StudioError } from '@/lib/mj/errors'

export type FolderLock = { release(): void }

/** Creates the folder where it is missing. Throws `unavailable` when it is held or cannot be written. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const lock = holdLock(folder)
    if (lock === undefined) throw await heldError(folder)
    const note = { pid: process.pid, since: new Date(startedAt()).toISOString() }
    await writeFile(noteOf(folder), JSON.stringify(note), { mode: 0o600 })
    return { release: () => lock.close() }
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    const message = `The data folder ${folder} cannot be written: set SAFELIGHT_DATA to one that can.`
    throw new StudioError('unavailable', message, { cause })
  }
}

function holdLock(folder: string): Sqlite.Database | undefined {
  const lock = new Sqlite(join(folder, 'studio.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') return undefined
    throw error
  }
}

async function heldError(folder: string): Promise<StudioError> {
  const holder = await readNote(folder)
  return new StudioError(
    'unavailable',
    `The data folder ${folder} is in use by another studio${holder}: stop it first, or set SAFELIGHT_DATA to another folder.`,
  )
}

async function readNote(folder: string): Promise<string> {
  try {
    const note = JSON.parse(await readFile(noteOf(folder), 'utf8')) as {
      pid: number
      since: string
    }
    return ` (process ${note.pid}, running since ${note.since})`
  } catch {
    // The holder is just starting and has not signed yet: the sentence does without its number.
    return ''
  }
}

function noteOf(folder: string): string {
  return join(folder, 'studio.lock.json')
}

function startedAt(): number {
  return Date.now() - process.uptime() * 1000
}
