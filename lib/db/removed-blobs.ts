import 'server-only'
/** Bytes on their way out: see [Note: A blob that goes and comes at once] in lib/server/library-trash.ts. */
import { inChunks } from './chunks'
import type { Db } from './schema'

/** Those that no row names any more, whatever names bytes: pictures, films, references, what went along with requests. */
export async function unnamedAmong(db: Db, sha256s: readonly string[]): Promise<readonly string[]> {
  const named = new Set<string>()
  for (const some of inChunks(sha256s)) {
    for (const table of ['picture', 'video', 'reference'] as const) {
      const rows = await db.selectFrom(table).select('sha256').where('sha256', 'in', some).execute()
      for (const row of rows) named.add(row.sha256)
    }
  }
  const left = sha256s.filter((sha256) => !named.has(sha256))
  if (left.length === 0) return []
  const withBytes = await db
    .selectFrom('intent')
    .select('request_json')
    .where('request_json', 'like', '%"sha256":%')
    .execute()
  return left.filter((sha256) => !withBytes.some((row) => row.request_json.includes(sha256)))
}

/** From the commit on nobody may name them until they have gone. */
export async function condemnBlobs(db: Db, sha256s: readonly string[]): Promise<void> {
  for (const some of inChunks(sha256s)) {
    await db
      .insertInto('removed_blob')
      .values(some.map((sha256) => ({ sha256, removed_at: null })))
      .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ removed_at: null }))
      .execute()
  }
}

/** Those whose bytes are still to be removed. */
export async function condemnedBlobs(db: Db, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('removed_blob')
    .select('sha256')
    .where('removed_at', 'is', null)
    .limit(limit)
    .execute()
  return rows.map((row) => row.sha256)
}

/** True for whoever is the one to remove it; everybody else waits until the transaction ends. */
export async function claimCondemned(db: Db, sha256: string): Promise<boolean> {
  const rows = await db
    .updateTable('removed_blob')
    .set({ removed_at: null })
    .where('sha256', '=', sha256)
    .where('removed_at', 'is', null)
    .returning('sha256')
    .execute()
  return rows.length > 0
}

/** In the transaction that removes the bytes, so that whoever has put them before is told to put them again. */
export async function noteRemoved(db: Db, sha256: string, at: number): Promise<void> {
  await db
    .updateTable('removed_blob')
    .set({ removed_at: at })
    .where('sha256', '=', sha256)
    .execute()
}

/** True where any of them is on its way out, or went after `since`. */
export async function isAnyRemoved(
  db: Db,
  sha256s: readonly string[],
  since: number,
): Promise<boolean> {
  for (const some of inChunks(sha256s)) {
    const row = await db
      .selectFrom('removed_blob')
      .select('sha256')
      .where('sha256', 'in', some)
      .where((eb) => eb.or([eb('removed_at', 'is', null), eb('removed_at', '>=', since)]))
      .executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}

/** Removals so long ago that nobody who put those bytes before can still be about to name them. */
export async function forgetRemoved(db: Db, before: number): Promise<void> {
  await db.deleteFrom('removed_blob').where('removed_at', '<', before).execute()
}
