import 'server-only'
/** What a studio's data folder says, read once its process is gone. */
import { createHash } from 'node:crypto'
import { checkInvariants } from '@/lib/db/invariants'
import { allPictures } from '@/lib/db/pictures'
import { checkSqlite, openSqlite } from '@/lib/db/sqlite'
import { isKept } from '@/lib/db/task-archive'
import { pictureSizes } from '@/lib/mj/task'
import { databaseFile } from '@/lib/server/open-studio'
import { blobFolder } from '@/lib/storage/open-blobs'
import { openDiskBlobs } from '@/lib/storage/disk'

export type Books = {
  /** The gateway's ids that the studio knows. */
  known: ReadonlySet<string>
  /** Numbers of the submits that stand as unclear. */
  unclear: ReadonlySet<number>
  integrity: string
  breaches: readonly string[]
  /** How often a kill or an answer has left a doubt. */
  doubts: number
}

export async function readBooks(folder: string): Promise<Books> {
  const db = await openSqlite(databaseFile(folder))
  const tasks = await db
    .selectFrom('task')
    .select(['prompt', 'state_name', 'gateway_task_id'])
    .execute()
  const doubts = await db.selectFrom('event').select('n').where('kind', '=', 'unclear').execute()
  const books = {
    known: new Set(tasks.flatMap((task) => task.gateway_task_id ?? [])),
    unclear: new Set(
      tasks.filter((task) => task.state_name === 'unclear').map((task) => numberOf(task.prompt)),
    ),
    integrity: await checkSqlite(db),
    breaches: await checkInvariants(db),
    doubts: doubts.length,
  }
  await db.destroy()
  return books
}

export function numberOf(prompt: string): number {
  return Number(/#(\d+)/.exec(prompt)?.[1] ?? -1)
}

/** How many kept tasks have some size of a picture to come. */
export async function countToCome(folder: string): Promise<number> {
  const db = await openSqlite(databaseFile(folder))
  const rows = await db
    .selectFrom('task')
    .select('id')
    .where('archive_next_at', 'is not', null)
    .where(isKept)
    .execute()
  await db.destroy()
  return rows.length
}

export type Shelf = {
  pictures: number
  /** Rows whose file, or one of whose sizes, is not there. */
  withoutFile: number
  /** Files whose bytes are not those of their name. */
  mismatches: number
}

/** Reads every picture that a row names again, and hashes it. */
export async function readShelf(folder: string): Promise<Shelf> {
  const db = await openSqlite(databaseFile(folder))
  const rows = await allPictures(db)
  await db.destroy()
  const blobs = await openDiskBlobs(blobFolder(folder))
  const shelf = { pictures: rows.length, withoutFile: 0, mismatches: 0 }
  for (const { sha256 } of rows) {
    const bytes = await blobs.get(sha256)
    const sizes = await Promise.all(
      pictureSizes.map((size) => blobs.getDerived(sha256, `${size}.webp`)),
    )
    if (bytes === undefined || sizes.includes(undefined)) shelf.withoutFile += 1
    else if (createHash('sha256').update(bytes).digest('hex') !== sha256) shelf.mismatches += 1
  }
  return shelf
}
