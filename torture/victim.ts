import 'server-only'
/**
 * A studio in a process of its own, to be killed. Reads a line for each submit, `<client key> <prompt>`, and says
 * `committed <client key> <task id>` once it is safe. Its settings are the JSON of its one argument.
 */
import { createInterface } from 'node:readline'
import { createGateway } from '@/lib/gateway/client'
import { dialectById } from '@/lib/gateway/dialects'
import type { Timings } from '@/lib/server/studio-parts'
import { openStudio } from '@/lib/server/open-studio'

export type VictimSettings = {
  folder: string
  gatewayUrl: string
  dialect: string
  submitTimeoutMs: number
  timings: Partial<Timings>
}

const settings = JSON.parse(process.argv[2] ?? '') as VictimSettings
const dialect = dialectById(settings.dialect)
if (dialect === undefined) throw new Error(`there is no dialect ${settings.dialect}`)

const say = (line: string) => process.stdout.write(`${line}\n`)
const studio = await openStudio({
  folder: settings.folder,
  gateways: [
    createGateway({
      id: 'torture',
      name: 'Torture',
      baseUrl: settings.gatewayUrl,
      key: 'sk-torture',
      auth: dialect.auths[0]!,
      dialect,
      submitTimeoutMs: settings.submitTimeoutMs,
      readTimeoutMs: 3000,
    }),
  ],
  timings: settings.timings,
})

process.once('SIGTERM', () => void studio.close().then(() => process.exit(0)))
createInterface({ input: process.stdin }).on('line', (line) => {
  const [clientKey = '', ...words] = line.split(' ')
  const submission = { verb: 'imagine', prompt: words.join(' ') } as const
  studio.submit({ ownerId: 'owner' }, [{ clientKey, submission }]).then(
    ([task]) => say(`committed ${clientKey} ${task?.id}`),
    (error: unknown) => say(`failed ${clientKey} ${String(error)}`),
  )
})
say('ready')
