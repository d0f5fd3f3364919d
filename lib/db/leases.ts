import 'server-only'
/**
 * Leases: who may look after something, until when. Compared by one clock, which is the database's: `now` is an
 * expression, so that no process' own idea of the time takes part.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './schema'

export type LeaseTime = { now: RawBuilder<number>; lastsMs: number }

/** When a lease ends that is taken now. */
export const leaseEnd = ({ now, lastsMs }: LeaseTime) =>
  sql<number>`${now} + cast(${lastsMs} as bigint)`

/** Takes it where it is free, ended or held by the same token. Answers the milliseconds that another's still lasts. */
export async function takeLease(
  db: Db,
  lease: { name: string; token: string },
  time: LeaseTime,
): Promise<'taken' | { leftMs: number }> {
  const taken = await db
    .insertInto('lease')
    .values({ ...lease, until: leaseEnd(time) })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((eb) => ({
          token: eb.ref('excluded.token'),
          until: eb.ref('excluded.until'),
        }))
        .where((eb) =>
          eb.or([eb('lease.token', '=', lease.token), eb('lease.until', '<=', time.now)]),
        ),
    )
    .returning('until')
    .executeTakeFirst()
  if (taken !== undefined) return 'taken'
  const held = await db
    .selectFrom('lease')
    .select(sql<number>`until - ${time.now}`.as('left'))
    .where('name', '=', lease.name)
    .executeTakeFirst()
  return { leftMs: Math.max(0, held?.left ?? 0) }
}

/** What of this token has not ended lasts on. One that has ended is not revived: somebody may have acted on that. */
export async function renewLeases(db: Db, token: string, time: LeaseTime): Promise<void> {
  await db
    .updateTable('lease')
    .set({ until: leaseEnd(time) })
    .where('token', '=', token)
    .where('until', '>', time.now)
    .execute()
}

/** The same for sends that are under way. */
export async function renewSends(
  db: Db,
  attemptIds: readonly string[],
  time: LeaseTime,
): Promise<void> {
  if (attemptIds.length === 0) return
  await db
    .updateTable('attempt')
    .set({ lease_until: leaseEnd(time) })
    .where('id', 'in', attemptIds)
    .where('status', '=', 'SENDING')
    .where('lease_until', '>', time.now)
    .execute()
}

/**
 * Whether the lease is this token's and lasts. Within a transaction it stays so until the commit: whoever wants to
 * take it over waits for that.
 */
export async function holdsLease(
  db: Db,
  lease: { name: string; token: string },
  now: RawBuilder<number>,
): Promise<boolean> {
  const held = await db
    .selectFrom('lease')
    .select('name')
    .where('name', '=', lease.name)
    .where('token', '=', lease.token)
    .where('until', '>', now)
    .forShare()
    .executeTakeFirst()
  return held !== undefined
}

export async function dropLease(db: Db, lease: { name: string; token: string }): Promise<void> {
  await db
    .deleteFrom('lease')
    .where('name', '=', lease.name)
    .where('token', '=', lease.token)
    .execute()
}

/** Ends all of a token at once; their rows stay, and tell others what has been left behind. */
export async function endLeases(db: Db, token: string): Promise<void> {
  await db.updateTable('lease').set({ until: 0 }).where('token', '=', token).execute()
}

/** What nobody looks after any more. */
export async function endedLeases(
  db: Db,
  prefix: string,
  now: RawBuilder<number>,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('lease')
    .select('name')
    .where('name', 'like', `${prefix}%`)
    .where('until', '<=', now)
    .limit(200)
    .execute()
  return rows.map((row) => row.name)
}

/** What time it is where leases are compared. */
export async function readTime(db: Db, now: RawBuilder<number>): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${now} as now`.execute(db)
  return rows[0]!.now // one row, always
}
