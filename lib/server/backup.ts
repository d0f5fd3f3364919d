import 'server-only'
/**
 * A copy of the studio, made while it runs: the database as it was at one moment, and every blob that its rows name.
 * Blobs are written before their rows and never changed, so each of them is there to be copied afterwards.
 *
 * The copy is laid out as a data folder is, so that `npm run verify` can prove it. An interrupted one is as good as
 * the one before it: files come first, and the database takes its name last.
 */
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqlite } from '@/lib/db/sqlite'
import { copySqlite, makeSingleFile } from '@/lib/db/sqlite-copy'
import { StudioError } from '@/lib/mj/errors'
import { blobPath } from '@/lib/storage/blob-path'
import type { Blobs, Sha256 } from '@/lib/storage/blobs'
import { copyBlob } from '@/lib/storage/copy-blob'
import { openDiskBlobs, syncFolder } from '@/lib/storage/disk'
import { ifPresent } from '@/lib/storage/file-errors'
import { linkFile } from '@/lib/storage/link-file'
import { blobFolder } from '@/lib/storage/open-blobs'
import { type NamedBlob, readNamedBlobs } from './named-blobs'
import { databaseFile } from './open-studio'

export type Manifest = {
  version: 1
  /** ISO 8601; null while the first one is being made. */
  finishedAt: string | null
  files: number
}

export type BackupReport = {
  /** Files that were copied or linked, and those that were there already. */
  copied: number
  linked: number
  present: number
  /** Blobs that could not be copied, because they are not sound. */
  missing: readonly Sha256[]
  damaged: readonly Sha256[]
  hasSecret: boolean
}

export type BackupSource = {
  dataFolder: string
  blobs: Blobs
  /** Where the blobs are, when that is a folder. */
  blobFolder: string | null
}

/** `target` is a new or an empty folder, or an earlier backup, which is brought up to date. */
export async function backUp(
  source: BackupSource,
  target: string,
  { withSecret }: { withSecret: boolean },
): Promise<BackupReport> {
  await prepareTarget(target)
  const copy = join(target, 'studio.db.new')
  await rm(copy, { force: true })
  await copySqlite(databaseFile(source.dataFolder), copy)
  const named = await namedIn(copy)
  const report = await copyFiles(source, blobFolder(target), named)
  const hasSecret = withSecret && (await copySecret(source.dataFolder, target))
  await rename(copy, databaseFile(target))
  await syncFolder(target)
  const files = report.copied + report.linked + report.present
  await writeManifest(target, { version: 1, finishedAt: new Date().toISOString(), files })
  return { ...report, hasSecret }
}

async function prepareTarget(target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  const entries = await readdir(target)
  if (entries.length === 0) {
    return writeManifest(target, { version: 1, finishedAt: null, files: 0 })
  }
  if ((await readManifest(target)) !== null) return
  throw new StudioError(
    'conflict',
    `${target} is neither empty nor a backup of a studio: name another folder.`,
  )
}

async function namedIn(file: string): Promise<readonly NamedBlob[]> {
  const db = await openSqlite(file)
  const named = await readNamedBlobs(db)
  await db.destroy()
  makeSingleFile(file)
  return [...named.values()]
}

async function copyFiles(
  source: BackupSource,
  targetFolder: string,
  named: readonly NamedBlob[],
): Promise<Omit<BackupReport, 'hasSecret'>> {
  const target = await openDiskBlobs(targetFolder)
  const present = await sizesIn(target)
  const report = { copied: 0, linked: 0, present: 0, missing: [], damaged: [] } as {
    copied: number
    linked: number
    present: number
    missing: Sha256[]
    damaged: Sha256[]
  }
  const link = createLinker(source.blobFolder, targetFolder)
  for (const { sha256, derived, isGone } of named) {
    const there = await source.blobs.stat(sha256)
    const path = blobPath(sha256)
    if (there && present.get(path) === there.sizeBytes) report.present += 1
    else if (there && !present.has(path) && (await link(path))) report.linked += 1
    else {
      const verdict = await copyBlob(source.blobs, target, sha256)
      if (verdict === 'sound') report.copied += 1
      // What was given up before is no news.
      else if (!isGone) report[verdict].push(sha256)
    }
    for (const name of derived) {
      const small = blobPath(sha256, name)
      if (present.has(small)) report.present += 1
      else if (await link(small)) report.linked += 1
      else report.copied += await copyDerived(source.blobs, target, sha256, name)
    }
  }
  return report
}

async function sizesIn(blobs: Blobs): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  for await (const { sha256, derived, sizeBytes } of blobs.files()) {
    sizes.set(blobPath(sha256, derived ?? undefined), sizeBytes)
  }
  return sizes
}

/** Links while that works; from the first time that it does not, everything is copied. */
function createLinker(from: string | null, to: string): (path: string) => Promise<boolean> {
  let works = from !== null
  return async (path) => {
    if (!works || from === null) return false
    const linked = await ifPresent(linkFile(from, to, path))
    if (linked === false) works = false
    return linked === true
  }
}

/** 1 where it was there, else 0: a size that is missing is made again from its original. */
export async function copyDerived(
  from: Blobs,
  to: Blobs,
  sha256: Sha256,
  name: string,
): Promise<number> {
  const bytes = await from.getDerived(sha256, name)
  if (bytes === undefined || bytes.length === 0) return 0
  await to.putDerived(sha256, name, bytes)
  return 1
}

async function copySecret(dataFolder: string, target: string): Promise<boolean> {
  const to = join(target, 'secret')
  const done = await ifPresent(copyFile(join(dataFolder, 'secret'), to).then(() => true))
  if (done) await chmod(to, 0o600)
  return done ?? false
}

const manifestOf = (folder: string) => join(folder, 'safelight-backup.json')

async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(manifestOf(folder), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
}

/** Null where the folder is no backup. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const text = await ifPresent(readFile(manifestOf(folder), 'utf8'))
  return text === undefined ? null : (JSON.parse(text) as Manifest)
}
