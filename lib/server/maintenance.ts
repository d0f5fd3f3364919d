import 'server-only'
/**
 * The stores of a studio, opened beside it: for commands that look after them. The lock of the data folder is the
 * studio's alone and is not asked for: both databases let several processes read and, in turn, write.
 */
import { existsSync } from 'node:fs'
import { openDatabase } from '@/lib/db/engine'
import type { Db } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs } from '@/lib/storage/blobs'
import { openBlobs } from '@/lib/storage/open-blobs'
import type { Env } from './env'
import { databaseFile } from './open-studio'

export type Stores = { db: Db; blobs: Blobs; close(): Promise<void> }

/** Throws `not-found` with a sentence where there is no studio yet. */
export async function openStores(
  env: Pick<Env, 'dataFolder' | 'databaseUrl' | 's3'>,
): Promise<Stores> {
  const { databaseUrl } = env
  const file = databaseFile(env.dataFolder)
  if (databaseUrl === null && !existsSync(file)) {
    throw new StudioError(
      'not-found',
      `There is no studio in ${env.dataFolder} yet: run npm start once, or set SAFELIGHT_DATA.`,
    )
  }
  const blobs = await openBlobs(env.dataFolder, env.s3)
  const { db } = await openDatabase(databaseUrl === null ? { file } : { url: databaseUrl })
  return { db, blobs, close: () => db.destroy() }
}
