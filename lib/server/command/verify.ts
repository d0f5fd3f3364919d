import 'server-only'
/**
 * Proves the archive: `npm run verify`. Runs beside the studio. Ends with 0 where all is well, with 1 where something
 * is missing or damaged and could not be mended at once.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createBell } from '@/lib/server/changes-bell'
import { systemClock } from '@/lib/server/clock'
import type { Env } from '@/lib/server/env'
import { lockFolder } from '@/lib/server/folder-lock'
import { openStores, type Stores } from '@/lib/server/maintenance'
import { orphanGraceMs, type Report, verifyArchive } from '@/lib/server/verify'
import { healArchive, looksUnmounted } from '@/lib/server/verify-heal'
import { recordCensus, recordVerdicts } from '@/lib/server/verify-record'
import { isWell, toldAsJson, toldAsText } from '@/lib/server/verify-words'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs } from '@/lib/storage/blobs'
import { openDiskBlobs } from '@/lib/storage/disk'
import { blobFolder } from '@/lib/storage/open-blobs'
import type { Verdict } from '@/lib/storage/prove'
import { runCommand } from './run-command'

const usage = `npm run verify                      reads every file again and tells what is wrong
npm run verify -- --heal            mends what can be mended, and marks the rest as gone
npm run verify -- --heal --from F   takes what is missing from the backup or data folder F
npm run verify -- --heal --force    heals although most of it is missing
npm run verify -- --delete-orphans  deletes files that nothing names; only while the studio is stopped
npm run verify -- --json            tells it to another program`

await runCommand(usage, async (env) => {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      heal: { type: 'boolean', default: false },
      from: { type: 'string' },
      force: { type: 'boolean', default: false },
      'delete-orphans': { type: 'boolean', default: false },
    },
  })
  // Bytes that come again are not written again: their old file must not vanish under their new row.
  const lock = values['delete-orphans'] ? await lockFolder(env.dataFolder) : null
  const stores = await openStores(env)
  try {
    const startedAt = Date.now()
    const report = await look(stores)
    const sources = await sourcesOf(env, values.from)
    if (values.heal && !values.force) ensureMounted(report)
    const healed = values.heal ? await heal(stores, report, sources) : []
    const deleted = lock === null ? new Set<string>() : await deleteOrphans(stores, report)
    const told = { report, healed, deleted, ms: Date.now() - startedAt }
    console.log(values.json ? JSON.stringify(toldAsJson(told), null, 2) : toldAsText(told))
    return isWell(told) ? 0 : 1
  } finally {
    await stores.close()
    lock?.release()
  }
})

async function look({ db, blobs }: Stores): Promise<Report> {
  const now = Date.now()
  const verdicts = new Map<string, Verdict>()
  const report = await verifyArchive(
    { db, blobs },
    {
      now,
      graceMs: orphanGraceMs,
      onRead: (sha256, verdict) => verdicts.set(sha256, verdict),
    },
  )
  await recordCensus(db, now, new Set(verdicts.keys()), report.counts)
  await recordVerdicts(db, verdicts, now)
  return report
}

/** A studio that has moved to a bucket may still have its old folder. */
async function sourcesOf(env: Env, from: string | undefined): Promise<readonly Blobs[]> {
  const folders = from === undefined ? [] : [blobsUnder(path.resolve(from))]
  const own = blobFolder(env.dataFolder)
  if (env.s3 !== null && existsSync(own)) folders.push(own)
  return Promise.all(folders.map(openDiskBlobs))
}

function blobsUnder(folder: string): string {
  const inside = blobFolder(folder)
  if (existsSync(inside)) return inside
  throw new StudioError('not-found', `${folder} is no backup and no data folder: it has no blobs.`)
}

function ensureMounted(report: Report): void {
  if (!looksUnmounted(report)) return
  throw new StudioError(
    'conflict',
    `Most of ${report.named} files are missing. Is the disk mounted, and the bucket the right one? Nothing was changed; --heal --force heals all the same.`,
  )
}

function heal({ db, blobs }: Stores, { findings }: Report, sources: readonly Blobs[]) {
  const clock = systemClock()
  return healArchive({ db, blobs, clock, bell: createBell(clock) }, findings, sources)
}

async function deleteOrphans({ blobs }: Stores, { findings }: Report): Promise<Set<string>> {
  const orphans = findings.filter(({ kind }) => kind === 'orphaned').map(({ sha256 }) => sha256)
  for (const sha256 of orphans) await blobs.remove(sha256)
  return new Set(orphans)
}
