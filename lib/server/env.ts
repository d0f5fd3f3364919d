import 'server-only'
/**
 * The environment, parsed once at start. Everything that is wrong is told at once, one sentence each; nothing
 * else in the studio reads `process.env` for a setting. `.env.example` documents every variable for people.
 */
import net from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { parseFaults } from '@/lib/demo/faults'
import { gatewayAuths, type GatewayAuth } from '@/lib/mj/gateways'
import { isPrivateHost } from '@/lib/gateway/addresses'
import { dialectById, dialects } from '@/lib/gateway/dialects'
import { blobContradictions, blobEnv, type BlobEnv, blobVariables } from './env-blobs'
import { parseSecret } from './vault'

export type Env = BlobEnv & {
  /** 0 asks the system for a free one. */
  port: number
  host: string
  /** Absolute. */
  dataFolder: string
  /** The address of a PostgreSQL that holds the rows; null: a file in the data folder does. */
  databaseUrl: string | null
  /** The one public address, without a slash at the end; null when the studio is only used where it listens. */
  origin: string | null
  password: string | null
  /** What the keys of gateways are sealed with at rest; null: a file in the data folder holds it. */
  secret: Uint8Array | null
  /** Addresses whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[]
  /** Null means the demo gateway, in process. */
  gateway: {
    /** Never ends in a slash or in `/mj`. */
    baseUrl: string
    key: string
    auth: GatewayAuth
    /** The id of one in lib/gateway/dialects. */
    dialect: string
    name: string
  } | null
  /** `host` or `host:port` from which pictures may be fetched even though they are not public. */
  imageHosts: readonly string[]
  /** How long a demo grid takes, and the faults the demo gateway commits, as written. */
  demo: { paceMs: number; faults: string | null }
}

/** What `sysexits.h` calls a configuration error: the process ends with it when `parseEnv` throws. */
export const configurationExitCode = 78

export class EnvError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'EnvError'
    this.problems = problems
  }
}

/** 127.0.0.0/8, ::1, `localhost` and its subdomains: names and addresses that never leave the machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase()
  if (net.isIPv4(name)) return name.startsWith('127.')
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost')
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

const number = (name: string, least: number, most: number, preset: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `${name} must be a whole number from ${least} to ${most}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      message: `${name} must be a whole number from ${least} to ${most}.`,
    })
    .default(preset)

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) {
    return url.origin
  }
  context.addIssue(
    'SAFELIGHT_ORIGIN must be an address without a path, like https://studio.example.org.',
  )
  return z.NEVER
})

const databaseUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return text
  context.addIssue(
    'DATABASE_URL must be the address of a PostgreSQL database, like postgres://safelight:password@db.lan:5432/safelight.',
  )
  return z.NEVER
})

const gatewayUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    context.addIssue(
      'SAFELIGHT_GATEWAY_URL must be an address, like https://gateway.example.org or http://127.0.0.1:8080.',
    )
    return z.NEVER
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    context.addIssue(
      'SAFELIGHT_GATEWAY_URL must not carry credentials, a query or a fragment; the key belongs in SAFELIGHT_GATEWAY_KEY.',
    )
    return z.NEVER
  }
  if (url.protocol === 'http:' && !isPrivateHost(url)) {
    context.addIssue(
      'SAFELIGHT_GATEWAY_URL must begin with https:// unless the gateway is on your own network: over plain http anyone on the way can read the key.',
    )
    return z.NEVER
  }
  return url.href.replace(/\/+$/, '').replace(/\/mj$/, '')
})

/** Only tried here: whoever starts the demo gateway parses them again. */
const faults = z.string().superRefine((text, context) => {
  try {
    parseFaults(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    context.addIssue(`SAFELIGHT_DEMO_FAULTS: ${reason}.`)
  }
})

const secret = z.string().transform((text, context) => {
  const bytes = parseSecret(text.trim())
  if (typeof bytes !== 'string') return bytes
  context.addIssue(
    bytes === 'weak'
      ? 'SAFELIGHT_SECRET is too weak: it must be at least 32 random bytes, like what `openssl rand -hex 32` prints.'
      : 'SAFELIGHT_SECRET must be hexadecimal or base64, like what `openssl rand -hex 32` prints.',
  )
  return z.NEVER
})

const dialectNames = dialects.map((dialect) => dialect.id).join(', ')

const variables = z.object({
  PORT: number('PORT', 0, 65_535, 3000),
  SAFELIGHT_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'SAFELIGHT_HOST must be an address or a name, without a port.')
    .default('127.0.0.1'),
  SAFELIGHT_DATA: z.string().default('.safelight'),
  DATABASE_URL: databaseUrl.optional(),
  SAFELIGHT_ORIGIN: origin.optional(),
  SAFELIGHT_PASSWORD: z
    .string()
    .min(8, 'SAFELIGHT_PASSWORD must have at least 8 characters.')
    .max(1024, 'SAFELIGHT_PASSWORD must have at most 1024 characters.')
    .optional(),
  SAFELIGHT_SECRET: secret.optional(),
  SAFELIGHT_TRUSTED_PROXIES: z
    .string()
    .transform(list)
    .refine((addresses) => addresses.every((address) => net.isIP(address) !== 0), {
      message: 'SAFELIGHT_TRUSTED_PROXIES must be addresses with commas between, like 127.0.0.1.',
    })
    .default([]),
  SAFELIGHT_GATEWAY_URL: gatewayUrl.optional(),
  SAFELIGHT_GATEWAY_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'SAFELIGHT_GATEWAY_KEY must be one word of plain ASCII.')
    .optional(),
  SAFELIGHT_GATEWAY_AUTH: z
    .enum(gatewayAuths, {
      error: 'SAFELIGHT_GATEWAY_AUTH must be bearer, mj-api-secret, raw or both.',
    })
    .optional(),
  SAFELIGHT_GATEWAY_DIALECT: z
    .enum(
      dialects.map((dialect) => dialect.id),
      { error: `SAFELIGHT_GATEWAY_DIALECT must be one of ${dialectNames}.` },
    )
    .default('plus'),
  SAFELIGHT_GATEWAY_NAME: z
    .string()
    .max(60, 'SAFELIGHT_GATEWAY_NAME must have at most 60 characters.')
    .optional(),
  SAFELIGHT_IMAGE_HOSTS: z
    .string()
    .transform(list)
    .refine((hosts) => hosts.every((host) => /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host)), {
      message: 'SAFELIGHT_IMAGE_HOSTS must be hosts with commas between, like cdn.lan:8080.',
    })
    .default([]),
  SAFELIGHT_DEMO_PACE: number('SAFELIGHT_DEMO_PACE', 1, 600_000, 12_000),
  SAFELIGHT_DEMO_FAULTS: faults.optional(),
  ...blobVariables,
})

/**
 * Parses the variables of `source`; an empty one counts as not set. `folder` is what a relative
 * `SAFELIGHT_DATA` is relative to. Throws `EnvError` with one sentence for each thing that is wrong.
 */
export function parseEnv(
  source: Readonly<Record<string, string | undefined>>,
  folder: string = process.cwd(),
): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = variables.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message)
  problems.push(...contradictions(given), ...blobContradictions(given))
  if (!parsed.success || problems.length > 0) throw new EnvError([...new Set(problems)])
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.SAFELIGHT_HOST,
    dataFolder: path.resolve(folder, value.SAFELIGHT_DATA),
    databaseUrl: value.DATABASE_URL ?? null,
    origin: value.SAFELIGHT_ORIGIN ?? null,
    password: value.SAFELIGHT_PASSWORD ?? null,
    secret: value.SAFELIGHT_SECRET ?? null,
    trustedProxies: value.SAFELIGHT_TRUSTED_PROXIES,
    gateway:
      value.SAFELIGHT_GATEWAY_URL === undefined || value.SAFELIGHT_GATEWAY_KEY === undefined
        ? null
        : {
            baseUrl: value.SAFELIGHT_GATEWAY_URL,
            key: value.SAFELIGHT_GATEWAY_KEY,
            auth: value.SAFELIGHT_GATEWAY_AUTH ?? usualAuth(value.SAFELIGHT_GATEWAY_DIALECT),
            dialect: value.SAFELIGHT_GATEWAY_DIALECT,
            name: value.SAFELIGHT_GATEWAY_NAME ?? new URL(value.SAFELIGHT_GATEWAY_URL).host,
          },
    imageHosts: value.SAFELIGHT_IMAGE_HOSTS.map((host) => host.toLowerCase()),
    demo: { paceMs: value.SAFELIGHT_DEMO_PACE, faults: value.SAFELIGHT_DEMO_FAULTS ?? null },
    ...blobEnv(value),
  }
}

function usualAuth(dialectId: string): GatewayAuth {
  return dialectById(dialectId)?.auths[0] ?? 'bearer'
}

/** What is wrong between variables rather than in one; looked for even while single ones are still wrong. */
function contradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = []
  const host = given['SAFELIGHT_HOST'] ?? '127.0.0.1'
  if (!isLoopback(host) && given['SAFELIGHT_PASSWORD'] === undefined) {
    problems.push(
      `SAFELIGHT_HOST=${host} opens the studio to other machines: set SAFELIGHT_PASSWORD too, or leave SAFELIGHT_HOST unset.`,
    )
  }
  if (given['DATABASE_URL'] !== undefined && given['SAFELIGHT_SECRET'] === undefined) {
    problems.push(
      'DATABASE_URL needs SAFELIGHT_SECRET, the same for every process on it: what one seals the others must open.',
    )
  }
  const hasUrl = given['SAFELIGHT_GATEWAY_URL'] !== undefined
  const hasKey = given['SAFELIGHT_GATEWAY_KEY'] !== undefined
  if (hasUrl && !hasKey) problems.push('SAFELIGHT_GATEWAY_URL needs SAFELIGHT_GATEWAY_KEY.')
  if (hasKey && !hasUrl) problems.push('SAFELIGHT_GATEWAY_KEY needs SAFELIGHT_GATEWAY_URL.')
  const auth = gatewayAuths.find((style) => style === given['SAFELIGHT_GATEWAY_AUTH'])
  const dialect = dialectById(given['SAFELIGHT_GATEWAY_DIALECT'] ?? 'plus')
  if (auth && dialect && !dialect.auths.includes(auth)) {
    const styles = dialect.auths.join(' or ')
    problems.push(
      `SAFELIGHT_GATEWAY_AUTH=${auth} is not understood by a ${dialect.id} gateway: use ${styles}, or leave it unset.`,
    )
  }
  return problems
}
