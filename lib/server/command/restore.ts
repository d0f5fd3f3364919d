import 'server-only'
/** A studio from a backup: `npm run restore -- <backup>`, into the data folder of the environment, which is empty. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { restore } from '@/lib/server/restore'
import { runCommand, UsageError } from './run-command'

const usage = `npm run restore -- <backup>   brings a backup back into SAFELIGHT_DATA, which must be empty or not there yet`

await runCommand(usage, async (env) => {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new UsageError()
  const { files, missing, damaged, hasSecret } = await restore(path.resolve(folder), env)
  console.log(`${files} files restored, each as it was named: ${env.dataFolder}`)
  if (!hasSecret && env.secret === null) {
    console.log('The backup has no secret: enter the keys of your gateways again, under Settings.')
  }
  for (const sha256 of missing) console.error(`missing   ${sha256}`)
  for (const sha256 of damaged) console.error(`damaged   ${sha256}`)
  if (missing.length + damaged.length === 0) return 0
  console.error('These are not in the backup. npm run verify -- --heal asks the gateway for them.')
  return 1
})
