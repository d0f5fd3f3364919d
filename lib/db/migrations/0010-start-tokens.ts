import 'server-only'
import { type Kysely, type Migration } from 'kysely'

/** The one-time tokens in the addresses that starts print, known only by their hashes. */
export const startTokens: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('start_token')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute()
  },
}
