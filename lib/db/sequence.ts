import 'server-only'
import type { Db } from './schema'

/**
 * The next number of the studio's one sequence. Call it inside the transaction that uses it: the row stays locked
 * until commit, so numbers become visible in their order and a reader who has seen n never misses n - 1.
 */
export async function nextSeq(db: Db): Promise<number> {
  const row = await db
    .updateTable('meta')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('key', '=', 'seq')
    .returning('value')
    .executeTakeFirstOrThrow()
  return row.value
}

/** The number of the latest change. */
export function currentSeq(db: Db): Promise<number> {
  return readMeta(db, 'seq')
}

/** `count` numbers at once, of which the first is answered; as `nextSeq` otherwise. */
export async function nextSeqs(db: Db, count: number): Promise<number> {
  const row = await db
    .updateTable('meta')
    .set((eb) => ({ value: eb('value', '+', count) }))
    .where('key', '=', 'seq')
    .returning('value')
    .executeTakeFirstOrThrow()
  return row.value - count + 1
}

/** Up to which number tasks are indexed: see [Note: The index follows the sequence]. */
export async function readIndexed(db: Db): Promise<number> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'indexed')
    .executeTakeFirstOrThrow()
  return row.value
}

/** As `readIndexed`, and nobody else indexes until the transaction has ended. */
export async function lockIndexed(db: Db): Promise<number> {
  const row = await db
    .updateTable('meta')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('key', '=', 'indexed')
    .returning('value')
    .executeTakeFirstOrThrow()
  return row.value
}

/** Says up to which number the index of the library has followed; inside the transaction that has followed. */
export async function setIndexed(db: Db, seq: number): Promise<void> {
  await db.updateTable('meta').set({ value: seq }).where('key', '=', 'indexed').execute()
}

/** Nobody else takes a number until the transaction has ended: whoever holds it sees what all before have done. */
export async function lockSeq(db: Db): Promise<void> {
  await db
    .updateTable('meta')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('key', '=', 'seq')
    .execute()
}

/** Call inside a transaction that changes what is shared: the change has a number, and whoever watches hears of it. */
export async function noteSharedNews(db: Db): Promise<void> {
  const value = await nextSeq(db)
  await db.updateTable('meta').set({ value }).where('key', '=', 'shared').execute()
}

/** The number of the last change to what is shared. */
export function readSharedNews(db: Db): Promise<number> {
  return readMeta(db, 'shared')
}

async function readMeta(db: Db, key: string): Promise<number> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return row.value
}
