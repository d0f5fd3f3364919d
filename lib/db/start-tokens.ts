import 'server-only'
import type { Db } from './schema'
import type { StartTokenTable } from './tables/people'

export async function insertStartToken(db: Db, token: StartTokenTable): Promise<void> {
  await db.insertInto('start_token').values(token).execute()
}

/** Removes it and answers it: of two who come with the same one, one gets it. */
export async function takeStartTokenRow(
  db: Db,
  hash: string,
): Promise<StartTokenTable | undefined> {
  return db.deleteFrom('start_token').where('hash', '=', hash).returningAll().executeTakeFirst()
}

/** All that have ended by `time`. */
export async function deleteStartTokens(db: Db, time: number): Promise<void> {
  await db.deleteFrom('start_token').where('expires_at', '<=', time).execute()
}
