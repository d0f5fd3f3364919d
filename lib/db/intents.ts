import 'server-only'
import type { Db, IntentRow } from './schema'

export async function findIntent(
  db: Db,
  ownerId: string,
  clientKey: string,
): Promise<IntentRow | undefined> {
  return db
    .selectFrom('intent')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('client_key', '=', clientKey)
    .executeTakeFirst()
}

export async function readIntent(db: Db, id: string): Promise<IntentRow> {
  return db.selectFrom('intent').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function insertIntent(db: Db, intent: IntentRow): Promise<void> {
  await db.insertInto('intent').values(intent).execute()
}
