import 'server-only'
/**
 * A studio from a backup, into a data folder that has nothing yet, and into the bucket where one is set. Every file is
 * hashed on its way. The database takes its name last: a restore that was interrupted leaves no studio.
 */
import { chmod, copyFile, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { checkSqlite, openSqlite } from '@/lib/db/sqlite'
import { copySqlite } from '@/lib/db/sqlite-copy'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs, Sha256 } from '@/lib/storage/blobs'
import { copyBlob } from '@/lib/storage/copy-blob'
import { openDiskBlobs, syncFolder } from '@/lib/storage/disk'
import { ifPresent } from '@/lib/storage/file-errors'
import { blobFolder, openBlobs } from '@/lib/storage/open-blobs'
import { copyDerived, readManifest } from './backup'
import type { Env } from './env'
import { lockFolder } from './folder-lock'
import { readNamedBlobs } from './named-blobs'
import { databaseFile } from './open-studio'

export type RestoreReport = {
  files: number
  missing: readonly Sha256[]
  damaged: readonly Sha256[]
  hasSecret: boolean
}

/** Throws `conflict` where there is something already, and `bad-request` for what is no finished backup. */
export async function restore(
  backup: string,
  env: Pick<Env, 'dataFolder' | 's3' | 'secret'>,
): Promise<RestoreReport> {
  const { dataFolder } = env
  await ensureBackup(backup)
  await ensureEmpty(dataFolder)
  const lock = await lockFolder(dataFolder)
  try {
    const unfinished = join(dataFolder, 'studio.db.restoring')
    await copySqlite(databaseFile(backup), unfinished)
    const blobs = await openBlobs(dataFolder, env.s3)
    const report = await bringBack(unfinished, await openDiskBlobs(blobFolder(backup)), blobs)
    const hasSecret = env.secret === null && (await copySecret(backup, dataFolder))
    await rename(unfinished, databaseFile(dataFolder))
    await syncFolder(dataFolder)
    return { ...report, hasSecret }
  } finally {
    lock.release()
  }
}

async function ensureBackup(backup: string): Promise<void> {
  const manifest = await readManifest(backup)
  if (manifest === null) {
    throw new StudioError('bad-request', `${backup} is no backup of a studio.`)
  }
  if (manifest.finishedAt === null) {
    throw new StudioError('bad-request', `${backup} was never finished: make it again.`)
  }
}

async function ensureEmpty(dataFolder: string): Promise<void> {
  const entries = (await ifPresent(readdir(dataFolder))) ?? []
  if (entries.length === 0) {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 })
    return
  }
  throw new StudioError(
    'conflict',
    `${dataFolder} is not empty, and nothing in it is overwritten: move it away, or set SAFELIGHT_DATA.`,
  )
}

async function bringBack(
  database: string,
  from: Blobs,
  to: Blobs,
): Promise<Omit<RestoreReport, 'hasSecret'>> {
  const db = await openSqlite(database)
  try {
    const found = await checkSqlite(db)
    if (found !== 'ok') {
      throw new StudioError('bad-request', `The database of this backup is damaged: ${found}`)
    }
    const broken = { missing: [] as Sha256[], damaged: [] as Sha256[] }
    let files = 0
    for (const { sha256, derived, isGone } of (await readNamedBlobs(db)).values()) {
      const verdict = await copyBlob(from, to, sha256)
      if (verdict === 'sound') files += 1
      else if (!isGone) broken[verdict].push(sha256)
      for (const name of derived) files += await copyDerived(from, to, sha256, name)
    }
    return { files, ...broken }
  } finally {
    await db.destroy()
  }
}

async function copySecret(backup: string, dataFolder: string): Promise<boolean> {
  const to = join(dataFolder, 'secret')
  const done = await ifPresent(copyFile(join(backup, 'secret'), to).then(() => true))
  if (done) await chmod(to, 0o600)
  return done ?? false
}
