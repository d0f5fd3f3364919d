import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Gateways that were set up at run time, and what the owner prefers. */
export const gateways: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('gateway')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('base_url', 'text', (c) => c.notNull())
      .addColumn('auth', 'text', (c) => c.notNull())
      .addColumn('dialect', 'text', (c) => c.notNull())
      .addColumn('key_sealed', 'text')
      .addColumn('key_end', 'text', (c) => c.notNull())
      .addColumn('default_speed', 'text')
      .addColumn('options_json', 'text', (c) => c.notNull())
      .addColumn('place', 'bigint', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('removed_at', 'bigint')
      .execute()
    await db.schema
      .createTable('preference')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute()
  },
}
