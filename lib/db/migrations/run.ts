import 'server-only'
import { type Kysely, Migrator } from 'kysely'
import { StudioError } from '@/lib/mj/errors'
import type { Tables } from '../schema'
import { migrations } from './list'

/**
 * Brings the database to the newest schema. Kysely lets one process at a time do so where several can meet
 * (an advisory lock on PostgreSQL). Throws `unavailable`.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) {
    throw new StudioError('unavailable', 'the database could not be brought up to date', {
      cause: error,
    })
  }
}
