import 'server-only'
/** The people of the studio as the others see them: a name. */
import type { Db } from './schema'

/** Names by id, of everybody there ever was: what somebody shared stays when they have gone. */
export async function allPeople(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('member').select(['id', 'name']).orderBy('created_at').execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
