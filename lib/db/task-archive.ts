import 'server-only'
/** Tasks whose pictures are to be fetched. */
import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { removedGateways } from './gateways'
import type { Db, TaskRow } from './schema'

/**
 * Finished tasks whose pictures are due to be fetched. Among several processes: those that no other is at work on, of
 * gateways that we know or that somebody has removed.
 */
export async function tasksToArchive(
  db: Db,
  now: number,
  limit: number,
  among: { gatewayIds: readonly string[]; time: RawBuilder<number> } | null,
): Promise<readonly TaskRow[]> {
  let query = db.selectFrom('task').selectAll().where('archive_next_at', '<=', now)
  if (among !== null) {
    const { gatewayIds, time } = among
    query = query
      .where((eb) =>
        eb.or([eb('gateway_id', 'in', gatewayIds), eb('gateway_id', 'in', removedGateways(db))]),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('lease')
              .select('lease.name')
              .where('lease.name', '=', sql<string>`${archiveLeases} || ${eb.ref('task.id')}`)
              .where('lease.until', '>', time),
          ),
        ),
      )
  }
  return query.orderBy('archive_next_at').limit(limit).execute()
}

/** What the name of the lease of a task's archiving begins with. */
export const archiveLeases = 'archive:'

/** Of a task: its originals are kept. No text within a state can look like that, since its quotes are escaped. */
export const isKept = sql<SqlBool>`state_json like '%"archive":"kept"%'`

/** Says of a kept task that nothing of it is left to be made; one that was queued anew meanwhile stays due. */
export async function settleKept(db: Db, id: string): Promise<void> {
  await db
    .updateTable('task')
    .set({ archive_next_at: null })
    .where('id', '=', id)
    .where(isKept)
    .execute()
}

/** Whosever they are; null where nothing is to be fetched. */
export async function nextArchiveAt(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('task')
    .select((eb) => eb.fn.min('archive_next_at').as('at'))
    .where('archive_next_at', 'is not', null)
    .executeTakeFirst()
  return row?.at ?? null
}
