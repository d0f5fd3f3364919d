import 'server-only'
/** What is known of blobs without reading them again, by SHA-256: nothing here says who names them. */
import { inChunks } from './chunks'
import type { Db, ProofRow } from './schema'
import type { CensusCounts } from './tables/pictures'

/** New ones count as never read. */
export async function enrolProofs(db: Db, sha256s: readonly string[]): Promise<void> {
  for (const some of inChunks(sha256s)) {
    await db
      .insertInto('proof')
      .values(some.map((sha256) => ({ sha256, verified_at: 0, finding: '' as const })))
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute()
  }
}

/** In place of what was known of these blobs before. */
export async function recordProofs(db: Db, proofs: readonly ProofRow[]): Promise<void> {
  for (const some of inChunks(proofs)) {
    await db
      .insertInto('proof')
      .values([...some])
      .onConflict((conflict) =>
        conflict.column('sha256').doUpdateSet((of) => ({
          verified_at: of.ref('excluded.verified_at'),
          finding: of.ref('excluded.finding'),
        })),
      )
      .execute()
  }
}

export async function forgetProofs(db: Db, sha256s: readonly string[]): Promise<void> {
  for (const some of inChunks(sha256s)) {
    await db.deleteFrom('proof').where('sha256', 'in', some).execute()
  }
}

export async function allProofs(db: Db): Promise<readonly ProofRow[]> {
  return db.selectFrom('proof').selectAll().execute()
}

/** Those that have gone unread for longest, if they were last read before `before`. */
export async function stalestProofs(
  db: Db,
  before: number,
  limit: number,
): Promise<readonly ProofRow[]> {
  return db
    .selectFrom('proof')
    .selectAll()
    .where('verified_at', '<', before)
    .orderBy('verified_at')
    .limit(limit)
    .execute()
}

export type ProofSummary = {
  /** When any was last read, and when the one that was read longest ago; null before the first reading. */
  lastAt: number | null
  oldestAt: number | null
  unread: number
  missing: number
  damaged: number
}

/** The times of those that have been read; the counts of all. */
export async function summarizeProofs(db: Db): Promise<ProofSummary> {
  const times = await db
    .selectFrom('proof')
    .select((of) => [of.fn.max('verified_at').as('last'), of.fn.min('verified_at').as('oldest')])
    .where('verified_at', '>', 0)
    .executeTakeFirst()
  const unread = await countProofs(db, (query) => query.where('verified_at', '=', 0))
  const missing = await countProofs(db, (query) => query.where('finding', '=', 'missing'))
  const damaged = await countProofs(db, (query) => query.where('finding', '=', 'damaged'))
  return {
    lastAt: times?.last ?? null,
    oldestAt: times?.oldest ?? null,
    unread,
    missing,
    damaged,
  }
}

type ProofCount = ReturnType<typeof countAll>

function countAll(db: Db) {
  return db.selectFrom('proof').select((of) => of.fn.countAll<number>().as('count'))
}

async function countProofs(db: Db, narrow: (query: ProofCount) => ProofCount): Promise<number> {
  const row = await narrow(countAll(db)).executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Keeps the latest only. */
export async function putCensus(db: Db, takenAt: number, counts: CensusCounts): Promise<void> {
  await db.deleteFrom('census').execute()
  await db
    .insertInto('census')
    .values({ taken_at: takenAt, counts_json: JSON.stringify(counts) })
    // Another process has counted in the same moment.
    .onConflict((conflict) => conflict.column('taken_at').doNothing())
    .execute()
}

/** Undefined before the first. */
export async function lastCensus(
  db: Db,
): Promise<{ takenAt: number; counts: CensusCounts } | undefined> {
  const row = await db
    .selectFrom('census')
    .selectAll()
    .orderBy('taken_at', 'desc')
    .executeTakeFirst()
  return row && { takenAt: row.taken_at, counts: JSON.parse(row.counts_json) as CensusCounts }
}
