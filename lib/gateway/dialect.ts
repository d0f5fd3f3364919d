/**
 * The contract a gateway dialect fulfils: read this first. A dialect is a pair of pure translations between the
 * vocabulary of lib/mj and one gateway's wire. It sees no network, no clock and no environment.
 */
import type { Capabilities } from '@/lib/mj/capabilities'
import type { GatewayAuth } from '@/lib/mj/gateways'
import type { TaskReport } from '@/lib/mj/task'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { Habits } from './habits'

/** A request relative to the gateway's base URL (which never ends in `/mj`), e.g. `/mj/submit/imagine`. */
export type WireRequest = { method: 'GET' | 'POST'; path: string; body?: unknown }

/** An answer as it arrived: text first, parsed second (gateways.md, quirk 8). */
export type WireReply = {
  status: number
  headers: Readonly<Record<string, string>>
  text: string
  /** The text read as lossless JSON (every long integer a string), or undefined when it is not JSON. */
  json: unknown
}

/** What the read of one task told: found, known to be absent, or no usable answer. */
export type ReadOutcome =
  | { type: 'found'; report: TaskReport }
  | { type: 'absent' }
  | { type: 'key-refused' }
  | { type: 'unreadable'; detail: string; retryAfterMs: number | null }

export interface Dialect {
  /** Stable name, stored with each task so that it can be read back later. */
  readonly id: string
  readonly capabilities: Capabilities
  /** The ways of showing a key that these gateways understand, the usual one first. */
  readonly auths: readonly [GatewayAuth, ...GatewayAuth[]]
  /** By which the doctor recognises its gateways; without any, a person has to choose it. */
  readonly habits?: Habits
  /**
   * Only called for what `capabilities` allow (unsupported.ts); the button of a synthetic id is a change here.
   * `state` is the ledger's token of this attempt; it returns unchanged in the
   * task, where the gateway keeps one.
   */
  encodeSubmit(submission: Submission, state: string): WireRequest
  /** A gateway that says no has answered: refusals are outcomes, never exceptions. */
  decodeSubmit(reply: WireReply, submission: Submission): SubmitOutcome
  encodeFetch(taskId: string): WireRequest
  decodeFetch(reply: WireReply, taskId: string): ReadOutcome
  /** Only called where `capabilities.listByCondition`. Ids not found are simply missing from the answer. */
  encodeList(taskIds: readonly string[]): WireRequest
  /** Undefined when the reply was not a usable list. */
  decodeList(reply: WireReply): readonly TaskReport[] | undefined
  /** Only called where `capabilities.listByState`: the newest tasks the gateway still knows. */
  encodeListRecent(): WireRequest
  encodeSeed(taskId: string): WireRequest
  decodeSeed(reply: WireReply): { type: 'seed'; seed: string } | { type: 'refused'; detail: string }
  encodeCancel(taskId: string): WireRequest
  decodeCancel(reply: WireReply): { type: 'cancelled' } | { type: 'refused'; detail: string }
}
