import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/**
 * What was pasted back is rare: a wall of it, and the count beside `is:pasted`, need not read every frame there is. The
 * number is that of `firstPastedN` in frames.ts, and a query is served from here only where it names it as well.
 */
export const pastedFrames: Migration = {
  async up(db: Kysely<never>) {
    await sql`create index frame_pasted on frame (owner_id, month desc, place desc, n, shape)
      where trashed_at is null and n >= 4000`.execute(db)
  },
}
