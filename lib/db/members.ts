import 'server-only'
/** People. What must not cross a removal, or overspend, is read and written in one transaction: they follow one another. */
import { sql } from 'kysely'
import type { Db, MemberRow } from './schema'

export async function insertMember(db: Db, member: MemberRow): Promise<void> {
  await db.insertInto('member').values(member).execute()
}

export async function findMember(db: Db, id: string): Promise<MemberRow | undefined> {
  return db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findMemberByName(db: Db, nameKey: string): Promise<MemberRow | undefined> {
  return db.selectFrom('member').selectAll().where('name_key', '=', nameKey).executeTakeFirst()
}

/** Whose invitation it is, while it lets somebody in. */
export async function findInvited(
  db: Db,
  hash: string,
  now: number,
): Promise<MemberRow | undefined> {
  return db
    .selectFrom('member')
    .selectAll()
    .where('invite_hash', '=', hash)
    .where('invite_expires_at', '>', now)
    .executeTakeFirst()
}

/** Uses an invitation up: of two who come with the same one, one gets the row. */
export async function takeInvitation(
  db: Db,
  hash: string,
  password: string,
  now: number,
): Promise<MemberRow | undefined> {
  return db
    .updateTable('member')
    .set({ password, invite_hash: null, invite_expires_at: null, removed_at: null })
    .where('invite_hash', '=', hash)
    .where('invite_expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/** Oldest first, removed ones included. */
export async function listMembers(db: Db): Promise<readonly MemberRow[]> {
  return db.selectFrom('member').selectAll().orderBy('created_at').orderBy('id').execute()
}

/** Whether anybody but this one has joined and not been removed. */
export async function hasOthers(db: Db, id: string): Promise<boolean> {
  const other = await db
    .selectFrom('member')
    .select('id')
    .where('id', '<>', id)
    .where('removed_at', 'is', null)
    .where((eb) => eb.or([eb('password', 'is not', null), eb('id', '=', 'owner')]))
    .executeTakeFirst()
  return other !== undefined
}

export async function changeMember(
  db: Db,
  id: string,
  change: Partial<Omit<MemberRow, 'id' | 'created_at'>>,
): Promise<void> {
  await db.updateTable('member').set(change).where('id', '=', id).execute()
}

/**
 * Tasks of each member that were made since, and whose submit has cost something or may yet: an upload is none, and
 * what was refused or never left has cost nothing. What came from elsewhere was never submitted here.
 */
export async function countSpent(
  db: Db,
  since: number,
  ownerId?: string,
): Promise<ReadonlyMap<string, number>> {
  let query = db
    .selectFrom('task')
    .select((eb) => ['owner_id', eb.fn.countAll<number>().as('spent')])
    .where('created_at', '>=', since)
    .where('verb', '<>', 'upload')
    .where(
      sql<boolean>`exists (select 1 from attempt where attempt.task_id = task.id
        and attempt.status not in ('REJECTED', 'NOT_SENT'))`,
    )
    .groupBy('owner_id')
  if (ownerId !== undefined) query = query.where('owner_id', '=', ownerId)
  const rows = await query.execute()
  return new Map(rows.map((row) => [row.owner_id, Number(row.spent)]))
}

/** Tasks of a member whose submit has not left yet. */
export async function waitingTasksOf(db: Db, ownerId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('task', 'task.id', 'attempt.task_id')
    .select('task.id')
    .distinct()
    .where('attempt.status', '=', 'QUEUED')
    .where('task.owner_id', '=', ownerId)
    .execute()
  return rows.map((row) => row.id)
}
