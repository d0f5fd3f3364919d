import 'server-only'
/** What HTTP alone says about a submit. What a gateway's own codes say is its dialect's business. */
import type { SubmitOutcome } from '@/lib/mj/submission'
import type { RefusalReason } from '@/lib/mj/task'
import type { ReadOutcome, WireReply } from './dialect'
import { asObject, detailOf, isWebPage, messageOf } from './reply-message'
import { refusalReason } from './refusals'
import { NotConnectedError } from './transport'

const longestWaitMs = 600_000

/**
 * `Retry-After` in either form (seconds, HTTP date) as milliseconds from `now`, at most ten minutes; null when it
 * is missing, negative, past or nonsense. A minimum for the caller, never a promise.
 */
export function retryAfterMs(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  const waitMs = /^\d{1,15}(?:\.\d+)?$/.test(text)
    ? Math.ceil(Number(text) * 1000)
    : /^[A-Za-z]{3,9}, /.test(text)
      ? Date.parse(text) - now
      : Number.NaN
  return waitMs > 0 ? Math.min(waitMs, longestWaitMs) : null
}

/** The wait a reply asks for; the client has turned dates into seconds, so no clock is needed here. */
function waitOf(reply: WireReply): number | null {
  return retryAfterMs(reply.headers['retry-after'], 0)
}

/** Codes of Node that mean "no connection came to be". Anything unknown counts as after it. */
const beforeConnect = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** The code of a thrown error, for the log; never its message, which may quote headers. */
export function errorCode(error: unknown): string {
  const { code, kind, name } = (error ?? {}) as { code?: unknown; kind?: unknown; name?: unknown }
  const word = [code, kind, name].find((part) => typeof part === 'string')
  return typeof word === 'string' ? word.slice(0, 60) : 'error'
}

/** A send that ended in an exception: proved unsent, or unknown. */
export function classifyThrown(error: unknown): SubmitOutcome {
  if (error instanceof NotConnectedError) {
    return { type: 'not-sent', detail: `no connection (${errorCode(error.cause)})` }
  }
  const code = errorCode(error)
  if (beforeConnect.has(code)) return { type: 'not-sent', detail: `no connection (${code})` }
  return { type: 'unknown', detail: `no usable answer after sending (${code})` }
}

/** Statuses that say no whatever the body, with the reason when the body's text names no better one. */
const refusedStatuses: Readonly<Record<number, RefusalReason>> = {
  401: 'key-refused',
  403: 'key-refused',
  404: 'not-supported',
  413: 'too-large',
  415: 'invalid-request',
}

/** The outcome that the status alone decides; undefined where the body has the word. */
export function classifyStatus(reply: WireReply): SubmitOutcome | undefined {
  const words = isWebPage(reply) ? '' : messageOf(reply)
  if (reply.status === 429) return refusedForNow(refusalReason(words) ?? 'rate-limited', reply)
  const reason = refusedStatuses[reply.status]
  // Of a web page only the status is trusted: its text may say anything.
  if (reason) return refused(refusalReason(words) ?? reason, reply, null)
  // new-api's distributor finds no channel before anything is relayed (gateways.md 1.5): the one 5xx that is sure.
  const errorBody = asObject(asObject(reply.json)?.['error'])
  if (reply.status === 503 && errorBody?.['code'] === 'model_not_found') {
    return refused('no-account', reply, null)
  }
  if (reply.status >= 500 || (reply.status >= 300 && reply.status < 400)) {
    return { type: 'unknown', detail: messageOf(reply) }
  }
  return undefined
}

/** A full queue empties by itself: whatever code or status it comes with, it is a refusal for now. */
export function refused(
  reason: RefusalReason,
  reply: WireReply,
  code: number | null,
  word: string | null = null,
): SubmitOutcome {
  if (reason === 'queue-full') return refusedForNow(reason, reply)
  return { type: 'refused', reason, code, detail: detailOf(reply), bannedWord: word }
}

/** Proved not to be taken, and worth asking again by itself. */
export function refusedForNow(reason: RefusalReason, reply: WireReply): SubmitOutcome {
  return { type: 'refused-for-now', reason, detail: detailOf(reply), retryAfterMs: waitOf(reply) }
}

/** What the status of a read decides by itself; undefined where the body has the word. */
export function classifyReadStatus(
  reply: WireReply,
): Exclude<ReadOutcome, { type: 'found' | 'absent' }> | undefined {
  if (reply.status === 401 || reply.status === 403) return { type: 'key-refused' }
  const isRefusal = reply.status >= 400 && reply.status < 500 && reply.status !== 429
  if ((reply.status >= 200 && reply.status < 300) || isRefusal) return undefined
  return { type: 'unreadable', detail: messageOf(reply), retryAfterMs: waitOf(reply) }
}
