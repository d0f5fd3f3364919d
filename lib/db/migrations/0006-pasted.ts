import 'server-only'
import { type Kysely, type Migration } from 'kysely'

/** Pictures that the studio has made of a result and its parent: how, where it is not null. */
export const pasted: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('picture').addColumn('pasted_json', 'text').execute()
  },
}
