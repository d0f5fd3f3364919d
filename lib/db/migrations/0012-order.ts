import 'server-only'
import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely'

/**
 * What is compared by greater and less is compared by its bytes, as SQLite does: in the order of a language `fog` to
 * `foh` would not be what begins with `fog`, and ranks would not stand where they were put.
 */
export const order: Migration = {
  async up(db: Kysely<never>) {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
    await sql`alter table term alter column word type text collate "C"`.execute(db)
    await sql`alter table collection_frame alter column rank type text collate "C"`.execute(db)
  },
}
