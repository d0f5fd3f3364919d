import 'server-only'
/** The part of the environment that says where blobs are kept, how many, and how often they are looked at. */
import net from 'node:net'
import { z } from 'zod'
import { bareHost, isPrivateHost } from '@/lib/gateway/addresses'
import type { S3Settings } from '@/lib/storage/s3-requests'

export type BlobEnv = {
  /** The bucket in which blobs are kept; null: the data folder. */
  s3: S3Settings | null
  /** What pictures and films may take before the studio warns; null: whatever there is room for. */
  quotaBytes: number | null
  /** How much of what is kept is read again each day to prove that it is sound; 0: nothing. */
  scrubBytesPerDay: number
}

const endpoint = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    context.addIssue(
      'S3_ENDPOINT must be an address without a path, like https://s3.eu-central-1.amazonaws.com.',
    )
    return z.NEVER
  }
  if (url.protocol === 'http:' && !isPrivateHost(url)) {
    context.addIssue(
      'S3_ENDPOINT must begin with https:// unless the store is on your own network: over plain http anyone on the way can see the pictures.',
    )
    return z.NEVER
  }
  return url.origin
})

/** Thousands, as disks are sold: `200G` is 200,000,000,000 bytes. */
const units: Readonly<Record<string, number>> = { M: 10 ** 6, G: 10 ** 9, T: 10 ** 12 }

const amount = (name: string) =>
  z.string().transform((text, context) => {
    const [, digits, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?([MGT])B?$/i.exec(text.trim()) ?? []
    if (digits !== undefined) return Math.round(Number(digits) * units[unit.toUpperCase()]!)
    if (text.trim() === '0') return 0
    context.addIssue(`${name} must be a size like 500M, 200G or 1.5T.`)
    return z.NEVER
  })

/** Neither a key nor a host needs escaping that holds nothing else. */
const bucketPattern = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/
const prefixPattern = /^\/?[\w.-]+(\/[\w.-]+)*\/?$/

export const blobVariables = {
  S3_ENDPOINT: endpoint.optional(),
  S3_BUCKET: z
    .string()
    .regex(bucketPattern, 'S3_BUCKET must be the name of a bucket: small letters, digits, . and -.')
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z\d-]{1,40}$/, 'S3_REGION must be a region, like eu-central-1.')
    .default('us-east-1'),
  S3_ACCESS_KEY_ID: z
    .string()
    .regex(/^[\w./+=-]+$/, 'S3_ACCESS_KEY_ID must be one word.')
    .optional(),
  S3_SECRET_ACCESS_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'S3_SECRET_ACCESS_KEY must be one word of plain ASCII.')
    .optional(),
  S3_PREFIX: z
    .string()
    .regex(prefixPattern, 'S3_PREFIX must be letters, digits, . - _ and / between them.')
    .default(''),
  S3_PATH_STYLE: z
    .enum(['true', 'false'], { error: 'S3_PATH_STYLE must be true or false.' })
    .optional(),
  SAFELIGHT_QUOTA: amount('SAFELIGHT_QUOTA')
    .refine((bytes) => bytes > 0, 'SAFELIGHT_QUOTA must be more than nothing.')
    .optional(),
  SAFELIGHT_SCRUB: amount('SAFELIGHT_SCRUB').default(10 ** 9),
}

type BlobVariables = z.infer<z.ZodObject<typeof blobVariables>>

export function blobEnv(value: BlobVariables): BlobEnv {
  return {
    s3: s3Of(value),
    quotaBytes: value.SAFELIGHT_QUOTA ?? null,
    scrubBytesPerDay: value.SAFELIGHT_SCRUB,
  }
}

function s3Of(value: BlobVariables): S3Settings | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION: region } = value
  if (!bucket || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null
  const prefix = value.S3_PREFIX.replaceAll(/^\/|\/$/g, '')
  return {
    endpoint: value.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`,
    bucket,
    region,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    prefix: prefix === '' ? '' : `${prefix}/`,
    // AWS itself wants the bucket in the host; nearly everything else is reached by address.
    isPathStyle: (value.S3_PATH_STYLE ?? String(value.S3_ENDPOINT !== undefined)) === 'true',
  }
}

/** What is wrong between these variables rather than in one. */
export function blobContradictions(
  given: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const named = Object.keys(given).filter((name) => Object.hasOwn(blobVariables, name))
  const ofBucket = named.filter((name) => name.startsWith('S3_') && name !== 'S3_BUCKET')
  if (given['S3_BUCKET'] === undefined) {
    return ofBucket.length === 0 ? [] : [`${ofBucket.join(', ')} without S3_BUCKET: set it too.`]
  }
  const missing = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].filter((name) => !given[name])
  const problems = missing.map((name) => `S3_BUCKET needs ${name}.`)
  const address = given['S3_ENDPOINT']
  const isByNumber =
    address !== undefined && URL.canParse(address) && net.isIP(bareHost(new URL(address))) !== 0
  if (isByNumber && given['S3_PATH_STYLE'] === 'false') {
    problems.push(
      'S3_PATH_STYLE=false puts the bucket before the host, so S3_ENDPOINT needs a name.',
    )
  }
  return problems
}
