import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Pictures that people bring along, where each of them has been uploaded, and which went along with a task. */
export const references: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('reference')
      .addColumn('owner_id', 'text', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('width', 'integer', (c) => c.notNull())
      .addColumn('height', 'integer', (c) => c.notNull())
      .addColumn('size_bytes', 'bigint', (c) => c.notNull())
      .addColumn('thumbhash', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('reference_key', ['owner_id', 'sha256'])
      .execute()
    await db.schema
      .createTable('reference_address')
      .addColumn('gateway_id', 'text', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('uploaded_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint')
      .addPrimaryKeyConstraint('reference_address_key', ['gateway_id', 'sha256'])
      .execute()
    await db.schema
      .alterTable('task')
      .addColumn('references_json', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
    await db.schema.alterTable('task').addColumn('dimensions', 'text').execute()
  },
}
