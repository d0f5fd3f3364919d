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
  /** False, with a `keyEnd` all the same: there is one that the studio can no longer open; it must be entered again. */
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

/** What a gateway may offer, in the order in which it is shown. */
export const probeSubjects = [
  'action',
  'change',
  'modal',
  'region',
  'references',
  'blend',
  'describe',
  'shorten',
  'swap',
  'upload',
  'modes',
  'seed',
  'cancel',
  'listByCondition',
  'listByState',
] as const
export type ProbeSubject = (typeof probeSubjects)[number]

/** Why something is greyed out or done another way; each has a sentence, `doctor.why`. */
const probeReasons = [
  /** No buttons come with a task: the studio makes those for upscale, variation and reroll itself. */
  'buttons-made',
  /** Some buttons are passed on, others not. */
  'some-buttons',
  /** No follow-up by number, and none needed: its buttons do the same. */
  'by-buttons',
  /** No windows: nothing can be asked before a button runs. */
  'no-windows',
  'prompt-only',
  /** Its documentation names no such thing. */
  'not-offered',
  'one-by-one',
  'asked-by-hand',
  'speed-by-prompt',
  /** Gateways of this kind have it, and this one answered that it has not. */
  'not-answered',
] as const
export type ProbeReason = (typeof probeReasons)[number]

/** What the doctor tells of one thing a gateway may offer. */
export type ProbeFinding = {
  what: ProbeSubject
  /** `seen`: it answered; `by-dialect`: gateways of this kind have it; `lacking`: greyed out, `why` says why. */
  verdict: 'seen' | 'by-dialect' | 'lacking'
  /** A word for which there is a sentence; '' where there is nothing to say. */
  why: ProbeReason | ''
}

/** Why an address cannot be used. */
const addressProblems = ['not-an-address', 'has-password', 'not-https'] as const
export type AddressProblem = (typeof addressProblems)[number]

/** Why nothing usable came back. `failing`: an error of the 500s; `busy`: it asks to come back later. */
const unreachableReasons = [
  'dns',
  'refused',
  'timeout',
  'tls',
  'reset',
  'failing',
  'busy',
  'other',
] as const
export type UnreachableReason = (typeof unreachableReasons)[number]

/**
 * What answered instead. `guarded`: a page that asks who one is; `elsewhere`: a redirect, `detail` is its origin;
 * `nothing-there`: it knows none of the paths; `unreadable`: none of what else there is.
 */
export const strangers = [
  'web-page',
  'guarded',
  'elsewhere',
  'other-api',
  'nothing-there',
  'unreadable',
] as const
export type Stranger = (typeof strangers)[number]

/** `unusable`: it has characters that no header can carry, and was not sent. */
const keyProblems = ['missing', 'refused', 'blocked', 'no-credit', 'unusable'] as const
export type KeyProblem = (typeof keyProblems)[number]

/**
 * What was found without submitting anything. Sentences are in `doctor`: `reached.<type>.<why>.{title,help}`.
 * `detail` is what the other side said: plain text of at most 200 characters, or ''.
 */
export type ProbeReport = {
  /** How far it went: each step needs the one before it. */
  reached:
    | { type: 'address-wrong'; why: AddressProblem; detail: string }
    | { type: 'unreachable'; why: UnreachableReason; detail: string }
    /** Something answered that is no gateway of this family: a web page, another API. */
    | { type: 'not-a-gateway'; why: Stranger; status: number; detail: string }
    /** `status` is 0 where the key was not sent. */
    | { type: 'key-refused'; why: KeyProblem; status: number; detail: string }
    | { type: 'ok'; latencyMs: number }
  /** The base URL as it will be used, and the speed a pasted mode prefix named; as given where it is wrong. */
  baseUrl: string
  speed: Speed | null
  /** The style with which the key was accepted; null when that could not be told: it is refused, or not needed. */
  auth: GatewayAuth | null
  /** True when the gateway answered the same without any key. */
  isOpen: boolean
  /**
   * The dialect whose habits the answers show: the one asked about wherever it fits. `certain` is false where
   * several would have answered so.
   */
  dialect: { id: string; certain: boolean } | null
  /** In the order of `probeSubjects`; empty unless `reached` is ok. Those of `dialect`, held against the answers. */
  findings: readonly ProbeFinding[]
}
