import 'server-only'
import type { Db, SessionRow } from './schema'

export async function insertSession(db: Db, session: SessionRow): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

/** Of somebody who is still there: removing a member deletes their sessions, and does not depend on it. */
export async function findSession(db: Db, idHash: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('session')
    .innerJoin('member', 'member.id', 'session.owner_id')
    .selectAll('session')
    .where('session.id_hash', '=', idHash)
    .where('member.removed_at', 'is', null)
    .executeTakeFirst()
}

export async function touchSession(db: Db, idHash: string, seenAt: number): Promise<void> {
  await db.updateTable('session').set({ seen_at: seenAt }).where('id_hash', '=', idHash).execute()
}

export async function deleteSession(db: Db, idHash: string): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute()
}

export async function deleteSessionsOf(db: Db, ownerId: string): Promise<void> {
  await db.deleteFrom('session').where('owner_id', '=', ownerId).execute()
}

/** Removes sessions past their absolute end, or not seen since `idleBefore`. */
export async function deleteStaleSessions(db: Db, now: number, idleBefore: number): Promise<void> {
  await db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('seen_at', '<', idleBefore)]))
    .execute()
}
