import 'server-only'
/** How far a question got: no connection, something else, a refused key, a gateway. */
import { StudioError } from '@/lib/mj/errors'
import type { KeyProblem, ProbeReport, Stranger, UnreachableReason } from '@/lib/mj/gateways'
import { errorCode } from './classify'
import type { WireReply } from './dialect'
import { readAnswer, type Answer } from './habits'
import type { Answers } from './probe-dialect'
import { asObject, isWebPage, messageOf } from './reply-message'
import { refusalReason } from './refusals'
import { NotConnectedError } from './transport'

export type Reached = ProbeReport['reached']

/** Node's and undici's words; what is not among them is `other`. */
const codes: readonly (readonly [UnreachableReason, RegExp])[] = [
  ['dns', /^(?:ENOTFOUND|EAI_\w+)$/],
  ['refused', /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/],
  ['timeout', /timeout|^ETIMEDOUT$/i],
  ['tls', /CERT|SIGNATURE|SELF_SIGNED|_SSL_|_TLS_|^EPROTO$/],
  ['reset', /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/],
]

/** What a request that brought no reply tells. */
export function reachedNothing(error: unknown): Reached {
  if (error instanceof StudioError && error.kind === 'too-large') {
    return { type: 'not-a-gateway', why: 'unreadable', status: 200, detail: '' }
  }
  const code = errorCode(error instanceof NotConnectedError ? error.cause : error)
  const why = codes.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other'
  return { type: 'unreachable', why, detail: why === 'other' ? code : '' }
}

/** What a reply to the first question tells by itself; undefined where it may be a gateway's. */
export function reachedNoGateway(reply: WireReply): Reached | undefined {
  const { status } = reply
  const detail = isWebPage(reply) ? '' : saidIn(reply)
  if (status === 429) return { type: 'unreachable', why: 'busy', detail }
  if (status >= 500)
    return { type: 'unreachable', why: 'failing', detail: detail || `HTTP ${status}` }
  const stranger = strangerOf(reply)
  if (!stranger) return undefined
  const shown = stranger === 'elsewhere' ? originOf(reply.headers['location']) : detail
  return { type: 'not-a-gateway', why: stranger, status, detail: shown }
}

/** Where a redirect leads: its path may be a sign-in page with a token in it. */
function originOf(location = ''): string {
  return URL.canParse(location) ? new URL(location).origin : ''
}

function strangerOf(reply: WireReply): Stranger | undefined {
  const { status, json } = reply
  if (status >= 300 && status < 400) return 'elsewhere'
  if (isWebPage(reply)) return status === 401 || status === 403 ? 'guarded' : 'web-page'
  const answer = readAnswer(reply)
  if (answer !== undefined && ofNobody.includes(answer)) return undefined
  // "Invalid URL" in OpenAI's shape: the key may be right, and there is no Midjourney behind it.
  if (typeof asObject(json)?.['error'] === 'object') return 'other-api'
  if (answer === 'missing') return undefined
  return json === undefined ? 'unreadable' : 'other-api'
}

/** What the family says of a task that does not exist, beside a 404; a list or a task of that id is none of it. */
const ofNobody: readonly Answer[] = ['empty', 'no-content', 'no-task', 'relay-error', 'refused']

/**
 * Whether the answers are those of the family. An empty 200 or a 404 to everything is what many servers say; a
 * gateway has said something more by then, or has refused somebody without a key.
 */
export function hasFamilyAnswer(answers: Answers, refusesStrangers: boolean): boolean {
  const { task, list, queue, seed, image } = answers
  return (
    refusesStrangers ||
    task === 'no-task' ||
    task === 'relay-error' ||
    list === 'list' ||
    queue === 'list' ||
    seed === 'no-task' ||
    seed === 'relay-error' ||
    image === 'image-error'
  )
}

/** What a refusal of the key is told as. */
export function reachedRefusal(reply: WireReply, hasKey: boolean): Reached {
  const { status } = reply
  return { type: 'key-refused', why: keyProblem(reply, hasKey), status, detail: saidIn(reply) }
}

function keyProblem(reply: WireReply, hasKey: boolean): KeyProblem {
  const reason = refusalReason(messageOf(reply))
  if (reason === 'no-credit') return 'no-credit'
  if (reason === 'account-blocked' || reason === 'no-account') return 'blocked'
  return hasKey ? 'refused' : 'missing'
}

/** The gateway's own words, or nothing: ours for an empty answer are no detail. */
function saidIn(reply: WireReply): string {
  return reply.text.trim() === '' ? '' : messageOf(reply).slice(0, 200)
}
