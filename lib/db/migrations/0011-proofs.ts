import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** When each blob was last read and found to be what its name says, and what the latest look at all of them found. */
export const proofs: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('proof')
      .addColumn('sha256', 'text', (c) => c.primaryKey())
      .addColumn('verified_at', 'bigint', (c) => c.notNull())
      .addColumn('finding', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('proof_verified_at').on('proof').column('verified_at').execute()
    await db.schema
      .createTable('census')
      .addColumn('taken_at', 'bigint', (c) => c.primaryKey())
      .addColumn('counts_json', 'text', (c) => c.notNull())
      .execute()
  },
}
