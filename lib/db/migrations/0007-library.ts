import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** What a person does with pictures once they are there: finds, favours, collects, throws away. */
export const library: Migration = {
  async up(db: Kysely<never>) {
    await createFrame(db)
    await createTerm(db)
    await createCollection(db)
    await createSavedSearch(db)
    await createRemovedBlob(db)
    await addToTask(db)
  },
}

/** A tile of the wall: a picture, or one quadrant of a grid. The index serves the wall in its order by itself. */
async function createFrame(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('frame')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('task_id', 'text', (c) => c.notNull().references('task.id'))
    .addColumn('picture_id', 'text', (c) => c.notNull())
    .addColumn('quadrant', 'integer')
    .addColumn('place', 'bigint', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('shape', 'text', (c) => c.notNull())
    .addColumn('favourite_at', 'bigint')
    .addColumn('kept_at', 'bigint')
    .addColumn('trashed_at', 'bigint')
    .addUniqueConstraint('frame_place', ['task_id', 'n'])
    .execute()
  for (const [name, condition] of [
    ['frame_wall', ''],
    ['frame_favourite', ' and favourite_at is not null'],
    ['frame_kept', ' and kept_at is not null'],
  ] as const) {
    await sql`create index ${sql.ref(name)} on frame (owner_id, month desc, place desc, n, shape)
      where trashed_at is null${sql.raw(condition)}`.execute(db)
  }
  // What a search has found, by its place, is laid out from this index alone.
  await sql`create index frame_found on frame (place, n, month, shape)
    where trashed_at is null`.execute(db)
  await sql`create index frame_trash on frame (owner_id, trashed_at)
    where trashed_at is not null`.execute(db)
  await sql`create index frame_trashed_at on frame (trashed_at)
    where trashed_at is not null`.execute(db)
  await db.schema.createIndex('video_poster').on('video').columns(['poster_id']).execute()
  await db.schema.createIndex('frame_picture').on('frame').columns(['picture_id']).execute()
}

/**
 * Which words and filters find which task; `place` stands for the task and keeps what is found in order. Beside them
 * its text as it is searched, for what words alone cannot tell: that they stand side by side.
 */
async function createTerm(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('term')
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('word', 'text', (c) => c.notNull())
    .addColumn('place', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('term_key', ['owner_id', 'word', 'place'])
    .execute()
  await db.schema.createIndex('term_place').on('term').columns(['place', 'word']).execute()
  await db.schema
    .createTable('task_text')
    .addColumn('place', 'bigint', (c) => c.primaryKey())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute()
  // Up to which change of the sequence tasks are framed and indexed: see lib/server/library-index.ts.
  await sql`insert into meta (key, value) values ('indexed', 0)`.execute(db)
}

async function createCollection(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('collection')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('collection_name', ['owner_id', 'name'])
    .execute()
  await db.schema
    .createTable('collection_frame')
    .addColumn('collection_id', 'text', (c) => c.notNull().references('collection.id'))
    .addColumn('frame_id', 'text', (c) => c.notNull().references('frame.id'))
    // Between two neighbours there is always room for a third.
    .addColumn('rank', 'text', (c) => c.notNull())
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('collection_frame_key', ['collection_id', 'frame_id'])
    .execute()
  await db.schema
    .createIndex('collection_order')
    .on('collection_frame')
    .columns(['collection_id', 'rank'])
    .execute()
  await db.schema
    .createIndex('collection_of_frame')
    .on('collection_frame')
    .columns(['frame_id'])
    .execute()
}

async function createSavedSearch(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('saved_search')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('saved_search_name', ['owner_id', 'name'])
    .execute()
}

/** Bytes that are on their way out, or have gone at that moment: see lib/server/library-trash.ts. */
async function createRemovedBlob(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('removed_blob')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('removed_at', 'bigint')
    .execute()
}

async function addToTask(db: Kysely<never>): Promise<void> {
  await db.schema
    .alterTable('task')
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await db.schema.alterTable('task').addColumn('trashed_at', 'bigint').execute()
}
