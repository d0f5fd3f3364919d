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

/** The name of the token that an intent came by; null from the browser. */
export async function viaOfIntent(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('intent').select('via').where('id', '=', id).executeTakeFirst()
  return row?.via ?? null
}

/** The keys under which these tasks were asked for, the first click first. */
export async function clientKeysOf(
  db: Db,
  taskIds: readonly string[],
): Promise<readonly Pick<IntentRow, 'task_id' | 'client_key'>[]> {
  if (taskIds.length === 0) return []
  return db
    .selectFrom('intent')
    .select(['task_id', 'client_key'])
    .where('task_id', 'in', taskIds)
    .orderBy('created_at')
    .execute()
}

export async function insertIntent(db: Db, intent: IntentRow): Promise<void> {
  await db.insertInto('intent').values(intent).execute()
}

/** Requests of tasks that have not come to an end and that somebody wants to be told of. */
export async function unfinishedRequests(
  db: Db,
): Promise<readonly Pick<IntentRow, 'task_id' | 'owner_id' | 'request_json'>[]> {
  return db
    .selectFrom('intent')
    .innerJoin('task', 'task.id', 'intent.task_id')
    .select(['intent.task_id', 'intent.owner_id', 'intent.request_json'])
    .where('task.state_name', 'in', [
      'queued',
      'sending',
      'waiting',
      'window',
      'running',
      'unclear',
    ])
    .where('intent.request_json', 'like', '%"notifyHook":"http%')
    .execute()
}

/** Requests of these tasks that somebody wants to be told of, also of those that have come to an end. */
export async function requestsToTellOf(
  db: Db,
  taskIds: readonly string[],
): Promise<readonly Pick<IntentRow, 'task_id' | 'owner_id' | 'request_json'>[]> {
  if (taskIds.length === 0) return []
  return db
    .selectFrom('intent')
    .select(['task_id', 'owner_id', 'request_json'])
    .where('task_id', 'in', taskIds)
    .where('request_json', 'like', '%"notifyHook":"http%')
    .execute()
}

/** What was asked for a task, oldest first: the press of a button before the answer to its window. */
export async function requestsOfTask(db: Db, taskId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('intent')
    .select('request_json')
    .where('task_id', '=', taskId)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => row.request_json)
}

/** Those of some tasks for which a mask was sent. */
export async function requestsWithMask(
  db: Db,
  taskIds: readonly string[],
): Promise<readonly string[]> {
  if (taskIds.length === 0) return []
  const rows = await db
    .selectFrom('intent')
    .select('task_id')
    .where('task_id', 'in', taskIds)
    .where('request_json', 'like', '%"maskBase64":%')
    .execute()
  return rows.map((row) => row.task_id)
}
