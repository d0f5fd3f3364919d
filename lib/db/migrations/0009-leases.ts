import 'server-only'
import { type Kysely, type Migration } from 'kysely'

/** Who looks after what, where several processes share a database. */
export const leases: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('lease')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('token', 'text', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('lease_token').on('lease').column('token').execute()
  },
}
