/** What stands in the fields of the gateway form, and what it means. */
import {
  type GatewayAuth,
  type GatewayDraft,
  type GatewaySettings,
  type ProbeReport,
  type ProbeRequest,
} from '@/lib/mj/gateways'
import type { Speed } from '@/lib/mj/task'

/** A kind of gateway as the form needs it. */
export type DialectFacts = {
  id: string
  auths: readonly [GatewayAuth, ...GatewayAuth[]]
  /** Those that can be asked for with each submit. */
  speeds: readonly Speed[]
}

export type FormValues = {
  name: string
  baseUrl: string
  /** Empty in the form of a stored gateway: keep the key. */
  key: string
  auth: GatewayAuth
  dialect: string
  defaultSpeed: Speed | null
  instanceId: string
  channelId: string
  remark: string
  notify: boolean
  /** As typed, with spaces or commas between. */
  imageHosts: string
}
export type FormField = keyof FormValues

/** What the doctor may fill in where nobody has chosen. */
export const foundFields = ['auth', 'dialect'] as const
export type FoundField = (typeof foundFields)[number]

export function emptyValues(dialect: DialectFacts): FormValues {
  return {
    name: '',
    baseUrl: '',
    key: '',
    auth: dialect.auths[0],
    dialect: dialect.id,
    defaultSpeed: null,
    instanceId: '',
    channelId: '',
    remark: '',
    notify: false,
    imageHosts: '',
  }
}

export function valuesOf(gateway: GatewaySettings): FormValues {
  const { accountFilter, imageHosts } = gateway
  return {
    name: gateway.name,
    baseUrl: gateway.baseUrl,
    key: '',
    auth: gateway.auth,
    dialect: gateway.dialect,
    defaultSpeed: gateway.defaultSpeed,
    instanceId: accountFilter.instanceId ?? '',
    channelId: accountFilter.channelId ?? '',
    remark: accountFilter.remark ?? '',
    notify: gateway.notify,
    imageHosts: imageHosts.join(' '),
  }
}

export function draftOf(values: FormValues): GatewayDraft {
  const { name, baseUrl, auth, dialect, defaultSpeed, notify } = values
  const filter = {
    instanceId: values.instanceId.trim(),
    channelId: values.channelId.trim(),
    remark: values.remark.trim(),
  }
  return {
    name: name.trim() || (hostOf(baseUrl) ?? ''),
    baseUrl: baseUrl.trim(),
    key: values.key.trim() || null,
    auth,
    dialect,
    defaultSpeed,
    accountFilter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')),
    notify,
    imageHosts: values.imageHosts.split(/[\s,，、]+/).filter((host) => host !== ''),
  }
}

/** Asks about the chosen kind and style only where a person chose them. */
export function probeRequestOf(
  values: FormValues,
  id: string | null,
  isChosen: (field: FoundField) => boolean,
): ProbeRequest {
  return {
    id,
    baseUrl: values.baseUrl.trim(),
    key: values.key.trim() || null,
    auth: isChosen('auth') ? values.auth : null,
    dialect: isChosen('dialect') ? values.dialect : null,
  }
}

/** The values with what the doctor found, wherever `isChosen` does not forbid it. */
export function withFindings(
  values: FormValues,
  report: ProbeReport,
  dialects: readonly DialectFacts[],
  isChosen: (field: FoundField) => boolean,
): FormValues {
  const dialect = isChosen('dialect') ? values.dialect : (report.dialect?.id ?? values.dialect)
  const facts = dialects.find(({ id }) => id === dialect)
  const auth = isChosen('auth') ? values.auth : (report.auth ?? values.auth)
  return {
    ...values,
    baseUrl: report.reached.type === 'address-wrong' ? values.baseUrl : report.baseUrl,
    dialect,
    auth: !facts || isChosen('auth') || facts.auths.includes(auth) ? auth : facts.auths[0],
    // Pasted as a part of the address, it is a choice itself.
    defaultSpeed: report.speed ?? values.defaultSpeed,
  }
}

/** Another kind of gateway, with a style that it understands. */
export function withDialect(values: FormValues, { id, auths }: DialectFacts): FormValues {
  return {
    ...values,
    dialect: id,
    auth: auths.includes(values.auth) ? values.auth : auths[0],
  }
}

/** Null while it is no web address. */
export function originOf(address: string): string | null {
  return urlOf(address)?.origin ?? null
}

export function hostOf(address: string): string | null {
  return urlOf(address)?.host ?? null
}

function urlOf(address: string): URL | null {
  const text = address.trim()
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return null
  return new URL(text)
}

/** What people copy often lacks its beginning; only machines nearby are spoken to without encryption. */
export function withScheme(address: string): string {
  const text = address.trim()
  if (/^(localhost|127\.|10\.|192\.168\.)[\w.]*(:\d+)?(\/|$)/i.test(text)) return `http://${text}`
  return /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(text) ? `https://${text}` : text
}

/** What the server's sentence `field: reason` is about. */
export type Complaint = Exclude<FormField, 'instanceId' | 'channelId' | 'remark'> | 'accountFilter'
const complaints: readonly Complaint[] = [
  'name',
  'baseUrl',
  'key',
  'auth',
  'dialect',
  'defaultSpeed',
  'accountFilter',
  'notify',
  'imageHosts',
]

/** Null for a sentence that names no field of the form. */
export function complaintOf(message: string): Complaint | null {
  const name = /^(\w+)[\w.]*:/.exec(message)?.[1]
  return complaints.find((field) => field === name) ?? null
}
