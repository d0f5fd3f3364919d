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

export async function currentSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'seq')
    .executeTakeFirstOrThrow()
  return row.value
}
