import 'server-only'
/** Who did what. There is a way to write a line and ways to read them, and no other. */
import type { AuditRow, Db } from './schema'

export type NewAuditRow = Omit<AuditRow, 'n'>

/**
 * Appends a line. Call it in the transaction of what it tells: transactions follow one another, so that each finds
 * the number of the one before.
 */
export async function insertAudit(db: Db, line: NewAuditRow): Promise<void> {
  const last = await db
    .selectFrom('audit')
    .select((eb) => eb.fn.max('n').as('n'))
    .executeTakeFirst()
  await db
    .insertInto('audit')
    .values({ n: Number(last?.n ?? 0) + 1, ...line })
    .execute()
}

export type AuditLine = AuditRow & { member_name: string | null }

/** Newest first, before a line; of everybody, or of one member. */
export async function auditLines(
  db: Db,
  query: { before: number | null; memberId: string | null; limit: number },
): Promise<readonly AuditLine[]> {
  let lines = db
    .selectFrom('audit')
    .leftJoin('member', 'member.id', 'audit.member_id')
    .selectAll('audit')
    .select('member.name as member_name')
    .orderBy('audit.n', 'desc')
    .limit(query.limit)
  if (query.before !== null) lines = lines.where('audit.n', '<', query.before)
  if (query.memberId !== null) lines = lines.where('audit.member_id', '=', query.memberId)
  return lines.execute()
}
