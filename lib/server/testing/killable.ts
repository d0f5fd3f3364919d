import 'server-only'
/**
 * A studio in a process of its own, for tests that kill it. Reads one client key a line, submits an imagine under
 * it and says so once it is committed. Its arguments: `<folder> <gateway> [<key> <more options as JSON>]`.
 */
import { createInterface } from 'node:readline'
import { createGateway } from '@/lib/gateway/client'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import { openStudio, type StudioOptions } from '../open-studio'
import { viewerOf } from '../member-state'

const [folder, baseUrl, key = '', json = '{}'] = process.argv.slice(2)
if (folder === undefined || baseUrl === undefined) throw new Error('folder and gateway, please')

/** Where it shares its work with others. */
const more = JSON.parse(json) as Pick<StudioOptions, 'database' | 's3' | 'timings'>

const say = (line: string) => process.stdout.write(`${line}\n`)
const studio = await openStudio({
  folder,
  gateways: [
    createGateway({
      id: 'killed',
      name: 'Killed',
      baseUrl,
      key,
      auth: 'bearer',
      dialect: plusDialect,
    }),
  ],
  ...more,
  timings: {
    ...more.timings,
    unclearGraceMs: 1500,
    unclearLooksMs: [150, 600],
    unclearLookAgainMs: 1000,
    backoffMs: { least: 50, most: 1000 },
  },
})
const viewer = viewerOf('owner')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void studio.close().then(() => process.exit(0)))
}
createInterface({ input: process.stdin }).on('line', (clientKey) => {
  const submission = { verb: 'imagine', prompt: `a fox called ${clientKey}` } as const
  studio.submit(viewer, [{ clientKey, submission }]).then(
    ([task]) => say(`committed ${clientKey} ${task?.id}`),
    (error: unknown) => say(`failed ${clientKey} ${String(error)}`),
  )
})
say('ready')
