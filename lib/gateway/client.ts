import 'server-only'
/**
 * A gateway made of a base URL, a key, a dialect and a transport. Quirks live in the dialect, the key in
 * exchange.ts; the ledger decides what happens next.
 *
 * [Note: A submit is sent once]
 * No gateway of this family has an idempotency key: a submit that is sent again is charged again, and a timeout
 * on our side cancels nothing on theirs. So `submit` sends exactly once, on a socket of its own, never under
 * anybody's abort signal, and says which of these became of it:
 *
 *   not-sent         no connection came to be (DNS, refused, TLS, connect timeout)  may be sent again
 *   refused-for-now  HTTP 429 · code 30 · code 23 · the family's own words for      may be sent again, later
 *                    a full queue (refusals.ts)
 *   accepted, window HTTP 2xx, code 1, 22, 21 with a usable `result`                never
 *   exists, uploaded the same, where the answer says so                             never
 *   refused          HTTP 401 403 404 413 415 · code 3, 24, 25 · a text that the    by a person's word only
 *                    gateway gives only before it takes anything (refusals.ts)
 *                    · never sent, because this gateway lacks it (unsupported.ts)
 *   unknown          everything else: 5xx, code 5, 9, web pages, empty or cut       by a person's word only
 *                    answers, a missing id, any end after the connection was made
 *
 * When in doubt it is `unknown`: a wrong doubt costs a question, a wrong certainty costs money.
 */
import { StudioError } from '@/lib/mj/errors'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { RefusalReason, Speed } from '@/lib/mj/task'
import { parseBaseUrl } from './base-url'
import { classifyReadStatus, classifyThrown, errorCode } from './classify'
import type { GatewayAuth } from '@/lib/mj/gateways'
import type { Dialect, WireReply, WireRequest } from './dialect'
import { createExchange } from './exchange'
import type { Gateway, ListOutcome } from './gateway'
import { createPictureReader } from './pictures'
import { messageOf } from './reply-message'
import { createTransport, type Transport } from './transport'
import { whyUnsupported } from './unsupported'

export type { Transport } from './transport'

export type GatewayOptions = {
  id: string
  name: string
  isDemo?: boolean
  /** As pasted; see `parseBaseUrl`. A mode prefix in it is the speed of submits that name none on offer. */
  baseUrl: string
  /** Empty for an open gateway. */
  key: string
  auth: GatewayAuth
  dialect: Dialect
  /** Default: undici, a fresh connection each time. Given, it also serves pictures of the gateway's own host. */
  send?: Transport
  /** Hosts (`host` or `host:port`) whose pictures may be read although they are private or on odd ports. */
  imageHosts?: readonly string[]
  now?: () => number
  /**
   * Until the headers of an answer; the whole may take a third longer. Default 90 s, because relays give their
   * own upstream 60 and go on when we hang up.
   */
  submitTimeoutMs?: number
  /** For the whole of a read. Default 15 s. */
  readTimeoutMs?: number
}

/** Throws `StudioError('bad-request')` when the base URL, the key or its style cannot be used. */
export function createGateway({
  id,
  name,
  isDemo = false,
  baseUrl,
  key,
  auth,
  dialect,
  send,
  imageHosts = [],
  now = Date.now,
  submitTimeoutMs = 90_000,
  readTimeoutMs = 15_000,
}: GatewayOptions): Gateway {
  if (!dialect.auths.includes(auth)) {
    const styles = dialect.auths.join(' or ')
    throw new StudioError('bad-request', `a ${dialect.id} gateway takes its key as ${styles}`)
  }
  const address = parseBaseUrl(baseUrl)
  const exchange = createExchange({ address, key, auth, send: send ?? createTransport(), now })
  const patient = { headersMs: submitTimeoutMs, totalMs: submitTimeoutMs * (4 / 3) }
  const brisk = { headersMs: readTimeoutMs, totalMs: readTimeoutMs }

  /** Reads may fail without consequence: what went wrong is a sentence, and the caller asks again later. */
  async function read<T>(
    encode: () => WireRequest,
    decode: (reply: WireReply) => T,
    failed: (detail: string) => T,
  ): Promise<T> {
    let reply
    try {
      reply = await exchange(encode(), brisk)
    } catch (error) {
      return failed(`gateway not reached (${errorCode(error)})`)
    }
    return decode(reply)
  }

  /** For questions that a person asked and that have no "try later" answer: a fault is thrown. */
  async function ask(wire: WireRequest): Promise<WireReply> {
    try {
      return await exchange(wire, patient)
    } catch (cause) {
      if (cause instanceof StudioError) throw cause
      throw new StudioError('gateway-unreachable', `gateway not reached (${errorCode(cause)})`, {
        cause,
      })
    }
  }

  /** A speed that this gateway does not offer was nobody's choice: the one in the base URL stands. */
  function speedOf({ speed }: Submission): Speed | undefined {
    const isOffered = speed !== undefined && dialect.capabilities.speeds.includes(speed)
    return isOffered ? speed : (address.speed ?? undefined)
  }

  function decodeList(reply: WireReply): ListOutcome {
    const reports = dialect.decodeList(reply)
    if (reports) return { type: 'listed', reports }
    return (
      classifyReadStatus(reply) ?? {
        type: 'unreadable',
        detail: messageOf(reply),
        retryAfterMs: null,
      }
    )
  }

  const unread = (detail: string) => ({ type: 'unreadable', detail, retryAfterMs: null }) as const

  return {
    id,
    name,
    isDemo,
    capabilities: dialect.capabilities,

    async submit(submission, state) {
      if (whyUnsupported(dialect.capabilities, submission) !== null) return unsent('not-supported')
      let wire
      try {
        wire = dialect.encodeSubmit({ ...submission, speed: speedOf(submission) }, state)
      } catch (error) {
        // An id that is none is a StudioError; anything else is ours, and its name is all that may be told of it.
        const detail = error instanceof StudioError ? '' : errorCode(error)
        return { ...unsent('invalid-request'), detail }
      }
      return await sendOnce(wire, submission)
    },

    fetch: (taskId) =>
      read(
        () => dialect.encodeFetch(taskId),
        (reply) => dialect.decodeFetch(reply, taskId),
        unread,
      ),

    list: (taskIds) =>
      taskIds.length > 100
        ? Promise.reject(new StudioError('bad-request', 'at most 100 ids are listed at once'))
        : read(() => dialect.encodeList(taskIds), decodeList, unread),

    listRecent: () => read(() => dialect.encodeListRecent(), decodeList, unread),

    // The gateways wait up to a minute for Discord before they answer this one (gateways.md 1.3).
    seed: async (taskId) => dialect.decodeSeed(await ask(dialect.encodeSeed(taskId))),

    cancel: async (taskId) => dialect.decodeCancel(await ask(dialect.encodeCancel(taskId))),

    ...createPictureReader({ address, imageHosts, send }),
  }

  /** See [Note: A submit is sent once]. */
  async function sendOnce(wire: WireRequest, submission: Submission): Promise<SubmitOutcome> {
    let reply
    try {
      reply = await exchange(wire, patient)
    } catch (error) {
      return classifyThrown(error)
    }
    try {
      return dialect.decodeSubmit(reply, submission)
    } catch (error) {
      return { type: 'unknown', detail: `the answer could not be read (${errorCode(error)})` }
    }
  }
}

/** Refused without being asked: the gateway has said nothing, so there is nothing to quote it with. */
function unsent(reason: RefusalReason): Extract<SubmitOutcome, { type: 'refused' }> {
  return { type: 'refused', reason, code: null, detail: '', bannedWord: null }
}
