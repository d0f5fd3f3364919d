/** Gateways as people set them up: what the settings page shows and sends. A key goes in and never comes out. */
import type { Capabilities } from './capabilities'
import type { Speed } from './task'

/** `Authorization: Bearer KEY`, a header `mj-api-secret: KEY`, `Authorization: KEY`, or the first two (gateways.md 1.4). */
export const gatewayAuths = ['bearer', 'mj-api-secret', 'raw', 'both'] as const
export type GatewayAuth = (typeof gatewayAuths)[number]

/** `built-in`: the demo gateway. `environment`: fixed by variables, read-only on the page. */
export type GatewaySource = 'built-in' | 'environment' | 'settings'

/** Which account of a pool a gateway should use (gateways.md 1.2). Absent members leave it to the gateway. */
export type AccountFilter = {
  instanceId?: string | undefined
  channelId?: string | undefined
  remark?: string | undefined
}

/** What the studio asks a gateway to do by itself. */
export type GatewayOptions = {
  /** Sent with submits that name no speed; null leaves it to the gateway. */
  defaultSpeed: Speed | null
  accountFilter: AccountFilter
  /** True: submits carry an address of the studio at which the gateway may say that a task has changed. */
  notify: boolean
  /** `host` or `host:port` from which pictures may be fetched although they are private or on odd ports. */
  imageHosts: readonly string[]
}

/** A gateway as the browser sees it. */
export type GatewaySettings = GatewayOptions & {
  id: string
  name: string
  source: GatewaySource
  /** As it will be used: without a trailing slash, `/mj` or mode prefix. Empty for the demo gateway. */
  baseUrl: string
  auth: GatewayAuth
  dialect: string
  /** The last four characters of the key; '' when there is no key, or fewer than twelve characters of it. */
  keyEnd: string
  hasKey: boolean
  isDefault: boolean
  /** False after it has failed to answer; true until the first word of it. */
  reachable: boolean
  capabilities: Capabilities
  /** How many tasks it has made. */
  tasks: number
}

/** What a person fills in. `key: null` keeps the stored one, unless the origin has changed: then it is forgotten. */
export type GatewayDraft = GatewayOptions & {
  name: string
  baseUrl: string
  key: string | null
  auth: GatewayAuth
  dialect: string
}

/** What `POST /api/gateways/probe` asks about. With `id` and `key: null` the stored key is used, at its own origin only. */
export type ProbeRequest = {
  id: string | null
  baseUrl: string
  key: string | null
  /** Null: every style that may fit is tried. */
  auth: GatewayAuth | null
  /** Null: guessed. */
  dialect: string | null
}

/** What the doctor tells of one thing a gateway may offer. */
export type ProbeFinding = {
  /** A member of `Capabilities`, or 'modes'. */
  what: string
  /** `seen`: it answered; `by-dialect`: gateways of this kind have it; `lacking`: greyed out, `why` says why. */
  verdict: 'seen' | 'by-dialect' | 'lacking'
  /** A word for which there is a sentence; '' where there is nothing to say. */
  why: string
}

/** What was found without submitting anything. */
export type ProbeReport = {
  /** How far it went: each step needs the one before it. */
  reached:
    | { type: 'address-wrong'; detail: string }
    /** `why`: dns, refused, timeout, tls, reset, other. */
    | { type: 'unreachable'; why: string; detail: string }
    /** Something answered that is no gateway of this family: a web page, another API. */
    | { type: 'not-a-gateway'; status: number; detail: string }
    | { type: 'key-refused'; status: number; detail: string }
    | { type: 'ok'; latencyMs: number }
  /** The base URL as it will be used, and the speed a pasted mode prefix named. */
  baseUrl: string
  speed: Speed | null
  /** The style with which the key was accepted; null when that could not be told. */
  auth: GatewayAuth | null
  /** True when the gateway answered the same without any key. */
  isOpen: boolean
  /** The dialect whose habits the answers show; `certain` is false where several would have answered so. */
  dialect: { id: string; certain: boolean } | null
  findings: readonly ProbeFinding[]
}
