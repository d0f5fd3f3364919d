import 'server-only'
/**
 * A copy of the studio while it runs: `npm run backup -- <folder>`. Ends with 1 where files are not sound and so are
 * not in the copy.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { StudioError } from '@/lib/mj/errors'
import { openBlobs, blobFolder } from '@/lib/storage/open-blobs'
import { backUp, type BackupReport } from '@/lib/server/backup'
import type { Env } from '@/lib/server/env'
import { databaseFile } from '@/lib/server/open-studio'
import { runCommand, UsageError } from './run-command'

const usage = `npm run backup -- <folder>                 copies the studio there, or brings the copy up to date
npm run backup -- <folder> --with-secret   with the secret that opens the keys of gateways: keep that copy as you
                                           would keep the keys. Without it they are entered again after a restore.`

await runCommand(usage, async (env) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'with-secret': { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new UsageError()
  ensureStudio(env)
  const target = path.resolve(folder)
  const isInside = `${target}${path.sep}`.startsWith(`${env.dataFolder}${path.sep}`)
  if (isInside) throw new StudioError('bad-request', 'A backup lies outside of the data folder.')
  const source = {
    dataFolder: env.dataFolder,
    blobs: await openBlobs(env.dataFolder, env.s3),
    blobFolder: env.s3 === null ? blobFolder(env.dataFolder) : null,
  }
  const report = await backUp(source, target, { withSecret: values['with-secret'] })
  tell(report, target, env, values['with-secret'])
  return report.missing.length + report.damaged.length === 0 ? 0 : 1
})

function ensureStudio({ dataFolder, databaseUrl }: Env): void {
  if (databaseUrl !== null) {
    // What may still lie in the data folder is from before the move.
    throw new StudioError(
      'bad-request',
      'The database is in PostgreSQL, which is backed up with pg_dump: see docs/deploy.md.',
    )
  }
  if (existsSync(databaseFile(dataFolder))) return
  throw new StudioError(
    'not-found',
    `There is no studio in ${dataFolder} yet: run npm start once, or set SAFELIGHT_DATA.`,
  )
}

function tell(report: BackupReport, target: string, env: Env, withSecret: boolean): void {
  const { copied, linked, present, missing, damaged, hasSecret } = report
  console.log(`${copied} files copied, ${linked} linked, ${present} there already: ${target}`)
  if (hasSecret) {
    console.log('The secret is in it: whoever has this copy can use the keys of your gateways.')
  } else if (withSecret && env.secret !== null) {
    console.log('SAFELIGHT_SECRET holds the secret, so there is no file of it to copy.')
  }
  for (const sha256 of missing) console.error(`missing   ${sha256}`)
  for (const sha256 of damaged) console.error(`damaged   ${sha256}`)
  if (missing.length + damaged.length > 0) {
    console.error('These are not in the copy. npm run verify -- --heal mends what can be mended.')
  }
}
