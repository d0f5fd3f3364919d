import 'server-only'
/** What people fill in to set up a gateway, judged: each sentence begins with the field it belongs to. */
import { z } from 'zod'
import { type GatewayAddress, parseBaseUrl } from '@/lib/gateway/base-url'
import { dialectById } from '@/lib/gateway/dialects'
import { StudioError } from '@/lib/mj/errors'
import { type AccountFilter, gatewayAuths, type GatewayDraft } from '@/lib/mj/gateways'
import { idSchema } from './submission-schema'

const mostNameCharacters = 60
const mostHosts = 20

const keySchema = z.string().trim().max(1024).nullable()
const addressSchema = z.string().trim().min(1, 'an address is needed').max(2048)
const filterSchema = z.string().trim().max(200).optional()

/** As it arrives. What the parts mean to each other is for `judgeDraft`. */
export const gatewayDraftSchema = z.object({
  name: z.string().trim().max(mostNameCharacters),
  baseUrl: addressSchema,
  key: keySchema,
  auth: z.enum(gatewayAuths),
  dialect: z.string().max(40),
  defaultSpeed: z.enum(['relax', 'fast', 'turbo']).nullable(),
  accountFilter: z.object({
    instanceId: filterSchema,
    channelId: filterSchema,
    remark: filterSchema,
  }),
  notify: z.boolean(),
  imageHosts: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/, 'hosts like cdn.lan:8080 are needed'),
    )
    .max(mostHosts),
})

export const probeRequestSchema = z.object({
  id: z.string().max(64).nullable(),
  /** Empty for the demo gateway, which has none. */
  baseUrl: z.string().trim().max(2048),
  key: keySchema,
  auth: z.enum(gatewayAuths).nullable(),
  dialect: z.string().max(40).nullable(),
})

/** Path parameters of everything under `/api/gateways/{id}`. */
export const gatewayParams = z.object({ id: idSchema })

export type JudgedDraft = Omit<GatewayDraft, 'baseUrl'> & {
  address: GatewayAddress
  /** Origin and path: what the gateway is known by. */
  baseUrl: string
}

/** Throws `bad-request` with a sentence for the first thing that cannot be used. `origin`: where the studio is called. */
export function judgeDraft(draft: GatewayDraft, origin: string | null): JudgedDraft {
  const address = readAddress(draft.baseUrl)
  const dialect = dialectById(draft.dialect)
  if (dialect === undefined) throw wrong('dialect', 'there is no such dialect')
  if (!dialect.auths.includes(draft.auth)) {
    const styles = dialect.auths.join(' or ')
    throw wrong('auth', `a ${dialect.id} gateway takes its key as ${styles}`)
  }
  if (draft.key !== null && !isKey(draft.key)) {
    throw wrong('key', 'a key is one word of plain letters, digits and signs')
  }
  if (draft.notify && origin === null) {
    throw wrong('notify', 'the studio has no public address: set SAFELIGHT_ORIGIN')
  }
  return {
    ...draft,
    name: draft.name.trim() || new URL(address.origin).host,
    address,
    baseUrl: address.origin + address.path,
    // A pasted mode prefix is a wish for that speed.
    defaultSpeed: draft.defaultSpeed ?? address.speed,
    accountFilter: withoutBlanks(draft.accountFilter),
  }
}

/** One word of printable ASCII, as a header can carry it; '' is no key. */
function isKey(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text)
}

function readAddress(text: string): GatewayAddress {
  try {
    return parseBaseUrl(text)
  } catch (cause) {
    if (cause instanceof StudioError) throw wrong('baseUrl', cause.message, cause)
    throw cause
  }
}

function wrong(field: keyof GatewayDraft, sentence: string, cause?: unknown): StudioError {
  return new StudioError('bad-request', `${field}: ${sentence}`, { cause })
}

function withoutBlanks(filter: AccountFilter): AccountFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value))
}
