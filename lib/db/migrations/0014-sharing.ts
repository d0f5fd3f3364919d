import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** What a person shows to everybody who uses the studio. */
export const sharing: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('task').addColumn('shared_at', 'bigint').execute()
    // Null as well while the frame lies in the trash: whatever is not null here is everybody's to see.
    await db.schema.alterTable('frame').addColumn('shared_at', 'bigint').execute()
    // The wall of everybody, in its order, and what a search has found of it.
    await sql`create index frame_shared on frame (month desc, place desc, n, shape)
      where trashed_at is null and shared_at is not null`.execute(db)
    await sql`create index frame_shared_found on frame (place, n, month, shape)
      where trashed_at is null and shared_at is not null`.execute(db)
    // The searched text of what is shared, without what its owner has written down about it.
    await db.schema
      .createTable('shared_text')
      .addColumn('place', 'bigint', (c) => c.primaryKey())
      .addColumn('text', 'text', (c) => c.notNull())
      .execute()
    // The number in the sequence of the last change to what is shared.
    await sql`insert into meta (key, value) values ('shared', 0)`.execute(db)
  },
}
