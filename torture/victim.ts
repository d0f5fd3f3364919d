import 'server-only'
/**
 * A studio in a process of its own, to be killed. Reads a line for each order, `<number> <JSON>`, and says
 * `done <number> <JSON>` once it is safe, or `failed <number> <why>`. Its settings are the JSON of its one argument.
 */
import { createInterface } from 'node:readline'
import { dialectById } from '@/lib/gateway/dialects'
import type { Timings } from '@/lib/server/studio-parts'
import { openStudio } from '@/lib/server/open-studio'
import { obey, type Order } from './orders'
import { tortureGateway } from './torture-gateway'

export type VictimSettings = {
  folder: string
  gatewayUrl: string
  dialect: string
  /** Hosts (`host:port`) of the pictures, where not the gateway's own. */
  imageHosts?: readonly string[]
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
    tortureGateway(settings.gatewayUrl, {
      key: 'sk-torture',
      auth: dialect.auths[0]!,
      dialect,
      imageHosts: settings.imageHosts ?? [],
      submitTimeoutMs: settings.submitTimeoutMs,
      readTimeoutMs: 3000,
    }),
  ],
  timings: settings.timings,
})

process.once('SIGTERM', () => void studio.close().then(() => process.exit(0)))
createInterface({ input: process.stdin }).on('line', (line) => {
  const [, number = '', order = ''] = /^(\d+) (.*)$/.exec(line) ?? []
  obey(studio, JSON.parse(order) as Order).then(
    (answer) => say(`done ${number} ${JSON.stringify(answer)}`),
    (error: unknown) => say(`failed ${number} ${String(error)}`),
  )
})
say('ready')
