import 'server-only'
/** Makes gateways of what is known about them: the environment's, the built-in one, those set up in the studio. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { GatewayRow } from '@/lib/db/schema'
import { parseFaults } from '@/lib/demo/faults'
import { createDemoGateway } from '@/lib/demo/gateway'
import { parseBaseUrl } from '@/lib/gateway/base-url'
import { createGateway, type Transport } from '@/lib/gateway/client'
import { dialectById } from '@/lib/gateway/dialects'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import type { Gateway } from '@/lib/gateway/gateway'
import type { AccountFilter, GatewayAuth, GatewayOptions, GatewaySource } from '@/lib/mj/gateways'
import type { Speed } from '@/lib/mj/task'
import type { Env } from './env'
import { lockGateway } from './gateway-locked'
import { log } from './log'
import type { Vault } from './vault'

/** A gateway that is connected, and how. Never changed: other settings make another one. */
export type Connection = {
  readonly gateway: Gateway
  readonly source: GatewaySource
  /** Without a trailing slash, `/mj` or mode prefix; empty for the demo gateway. */
  readonly baseUrl: string
  readonly auth: GatewayAuth
  readonly dialect: string
  readonly keyEnd: string
  readonly hasKey: boolean
  readonly options: GatewayOptions
  /** For the doctor only, who asks as the gateway's own client would. A function, so that no log can show it. */
  readonly key: () => string
  readonly send: Transport | undefined
}

/** Opens what the connection needs; `close` is called once, after the last request. */
export type OpenedDemo = { connection: Connection; close: () => Promise<void> }

/** Never resolved: requests to it stay in the process. */
export const demoUrl = 'http://demo.safelight.invalid'
export const demoId = 'demo'

/** Tasks remember it: the same address is the same gateway, whatever it is called and whichever key it takes. */
export function gatewayId(baseUrl: string): string {
  return `gw-${createHash('sha256').update(baseUrl).digest('hex').slice(0, 12)}`
}

const noOptions: GatewayOptions = {
  defaultSpeed: null,
  accountFilter: {},
  notify: false,
  imageHosts: [],
}

/** The gateway that the environment names. */
export function connectEnvironment(
  settings: NonNullable<Env['gateway']>,
  imageHosts: readonly string[],
): Connection {
  const { baseUrl, key, auth, name } = settings
  const dialect = dialectById(settings.dialect) ?? plusDialect
  const address = parseBaseUrl(baseUrl)
  return {
    gateway: createGateway({
      id: gatewayId(baseUrl),
      name,
      baseUrl,
      key,
      auth,
      dialect,
      imageHosts,
    }),
    source: 'environment',
    baseUrl: address.origin + address.path,
    auth,
    dialect: dialect.id,
    keyEnd: keyEnd(key),
    hasKey: key !== '',
    options: { ...noOptions, defaultSpeed: address.speed, imageHosts },
    key: () => key,
    send: undefined,
  }
}

/** A gateway that somebody has made already, as if the environment had named it. */
export function connectMade(gateway: Gateway): Connection {
  return {
    gateway,
    source: 'environment',
    baseUrl: '',
    auth: 'bearer',
    dialect: plusDialect.id,
    keyEnd: '',
    hasKey: false,
    options: noOptions,
    key: () => '',
    send: undefined,
  }
}

/** The demo gateway, in this very process. Opens its files in the data folder, which must be held. */
export async function openDemo(env: Pick<Env, 'dataFolder' | 'demo'>): Promise<OpenedDemo> {
  const { paceMs, faults } = env.demo
  const demo = await createDemoGateway({
    folder: join(env.dataFolder, 'demo'),
    paceMs,
    baseUrl: demoUrl,
    ...(faults === null ? {} : { faults: parseFaults(faults) }),
  })
  const send: Transport = (request) => demo.handle(request)
  const gateway = createGateway({
    id: demoId,
    name: 'Demo gateway',
    isDemo: true,
    baseUrl: demoUrl,
    key: '',
    auth: 'bearer',
    dialect: plusDialect,
    send,
  })
  const connection: Connection = { ...connectMade(gateway), source: 'built-in', send }
  return { connection, close: () => demo.close() }
}

/** What of a row is JSON. */
export type StoredOptions = {
  accountFilter: AccountFilter
  notify: boolean
  imageHosts: readonly string[]
}

/** A gateway that was set up in the studio. One whose key cannot be opened is listed all the same, and refuses. */
export function connectRow(row: GatewayRow, vault: Vault, send?: Transport): Connection {
  const stored = JSON.parse(row.options_json) as StoredOptions
  const options: GatewayOptions = { ...stored, defaultSpeed: row.default_speed as Speed | null }
  const dialect = dialectById(row.dialect) ?? plusDialect
  const auth = dialect.auths.find((style) => style === row.auth) ?? dialect.auths[0]
  const key = row.key_sealed === null ? '' : vault.open(row.id, row.key_sealed)
  if (key === null)
    log('warn', 'the key of a gateway cannot be opened any more', { gateway: row.id })
  const gateway = createGateway({
    id: row.id,
    name: row.name,
    baseUrl: addressOf(row.base_url, options.defaultSpeed),
    key: key ?? '',
    auth,
    dialect,
    imageHosts: options.imageHosts,
    ...(send === undefined ? {} : { send }),
  })
  return {
    gateway: key === null ? lockGateway(gateway) : gateway,
    source: 'settings',
    baseUrl: row.base_url,
    auth,
    dialect: dialect.id,
    keyEnd: row.key_end,
    hasKey: key !== null && key !== '',
    options,
    key: () => key ?? '',
    send,
  }
}

/** A mode prefix counts for submits that name no speed, also where none can be asked for (base-url.ts). */
function addressOf(baseUrl: string, speed: Speed | null): string {
  return speed === null ? baseUrl : `${baseUrl}/mj-${speed}`
}

/** What may be shown of a key: the last four characters, of a short one nothing. */
export function keyEnd(key: string): string {
  return key.length < 12 ? '' : key.slice(-4)
}
