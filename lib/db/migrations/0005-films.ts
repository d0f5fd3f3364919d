import 'server-only'
import { type Kysely, type Migration } from 'kysely'

/** Films, the stills that gateways name beside addresses, and another tool's own word for its task. */
export const films: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('video')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('task_id', 'text', (c) => c.notNull().references('task.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('size_bytes', 'bigint', (c) => c.notNull())
      .addColumn('poster_id', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('video_position', ['task_id', 'position'])
      .execute()
    await db.schema
      .alterTable('task')
      .addColumn('thumbnails_json', 'text', (c) => c.notNull().defaultTo('{}'))
      .execute()
    await db.schema
      .alterTable('task')
      .addColumn('client_state', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
  },
}
