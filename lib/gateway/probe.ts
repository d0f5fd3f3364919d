import 'server-only'
/**
 * The doctor: what a gateway is and offers, found out without submitting anything. See
 * [Note: The doctor submits nothing] in habits.ts for what it asks.
 */
import type { GatewayAuth, ProbeReport } from '@/lib/mj/gateways'
import { addressProblem, parseBaseUrl, type GatewayAddress } from './base-url'
import type { WireReply } from './dialect'
import { dialectById, dialects } from './dialects'
import { createExchange } from './exchange'
import { isRefusal, questions, readAnswer, type Answer, type Question } from './habits'
import { guessDialect, reconcile, type Answers } from './probe-dialect'
import { findingsOf } from './probe-findings'
import {
  hasFamilyAnswer,
  reachedNoGateway,
  reachedNothing,
  reachedRefusal,
  type Reached,
} from './probe-reached'
import { createTransport, type Transport } from './transport'

export type ProbeOptions = {
  /** As pasted; see `parseBaseUrl`. */
  baseUrl: string
  /** Empty for an open gateway. */
  key: string
  /** Null: those that may fit are tried. */
  auth: GatewayAuth | null
  /** Null: guessed. */
  dialect: string | null
  send?: Transport
  now?: () => number
  /** For one question, and for all of them together. */
  limits?: { oneMs: number; allMs: number }
}

/**
 * At most thirteen requests, one after the other, each bearing the key to the address's own origin only.
 * Never throws for what the other side does: that is the report.
 */
export async function probeGateway(options: ProbeOptions): Promise<ProbeReport> {
  const { baseUrl, key } = options
  const problem = addressProblem(baseUrl)
  if (problem) return report({ type: 'address-wrong', why: problem, detail: '' }, baseUrl)
  const address = parseBaseUrl(baseUrl)
  const shown = address.origin + address.path
  if (!/^[\x21-\x7e]*$/.test(key)) {
    return report({ type: 'key-refused', why: 'unusable', status: 0, detail: '' }, shown)
  }
  const found = await examine(address, options)
  return { ...report(found.reached, shown), speed: address.speed, ...found }
}

function report(reached: Reached, baseUrl: string): ProbeReport {
  const nothing = { speed: null, auth: null, isOpen: false, dialect: null, findings: [] }
  return { reached, baseUrl, ...nothing }
}

type Found = { reached: Reached } & Partial<ProbeReport>

async function examine(address: GatewayAddress, options: ProbeOptions): Promise<Found> {
  const { key, dialect: asked } = options
  const ask = createAsking(address, options)
  const entry = await enter(ask, options)
  if ('reached' in entry) return entry

  const stranger = key === '' ? undefined : await ask('task', null)
  const isOpen = key === '' || (stranger?.type === 'reply' && isSameAnswer(stranger, entry))
  const auth = isOpen ? null : entry.auth
  const answers = await interview(ask, entry)
  const refusesStrangers = stranger?.type === 'reply' && isRefusal(stranger.reply)
  if (!hasFamilyAnswer(answers, refusesStrangers)) {
    const why = answers.task === 'missing' ? 'nothing-there' : 'unreadable'
    return { reached: { type: 'not-a-gateway', why, status: entry.reply.status, detail: '' } }
  }
  const { hostname } = new URL(address.origin)
  const { mode } = address
  const guess = guessDialect(answers, { dialects, host: hostname, mode, auth, asked })
  return {
    reached: { type: 'ok', latencyMs: entry.latencyMs },
    auth: auth && guess ? (reconcile(auth, guess.dialect) ?? auth) : auth,
    isOpen,
    dialect: guess && { id: guess.dialect.id, certain: guess.certain },
    findings: guess ? findingsOf(guess.dialect, answers) : [],
  }
}

/**
 * Styles in the order that finds the right one soonest and harms nobody: services want a bearer token, the bare
 * proxies their own header. `Authorization` as it stands and both headers come last, because a gateway that reads
 * them otherwise has then accepted one of the others (gateways.md 1.4).
 */
const styles: readonly GatewayAuth[] = ['bearer', 'mj-api-secret', 'raw', 'both']

type Entry = { auth: GatewayAuth; reply: WireReply; latencyMs: number }

/** The first question, with each style until one is let in; or why there is no way in. */
async function enter(ask: Asking, { key, auth, dialect }: ProbeOptions): Promise<Entry | Found> {
  const known = dialect === null ? undefined : dialectById(dialect)
  const tried = auth ? [auth] : key === '' ? (['bearer'] as const) : (known?.auths ?? styles)
  let refusal: WireReply | undefined
  for (const style of tried) {
    const asked = await ask('task', style)
    if (asked.type === 'nothing') return { reached: reachedNothing(asked.error) }
    const { reply, latencyMs } = asked
    const reached = reachedNoGateway(reply)
    if (reached) return { reached }
    if (!isRefusal(reply)) return { auth: style, reply, latencyMs }
    // An empty 401 says least of all.
    refusal = refusal && refusal.text !== '' ? refusal : reply
  }
  if (!refusal) return { reached: reachedNothing(new Error('no style to try')) }
  const { text } = refusal
  const likely = dialects.find(({ habits }) => habits?.refuses?.test(text.trim()))
  return {
    reached: reachedRefusal(refusal, key !== ''),
    dialect: likely ? { id: likely.id, certain: false } : null,
  }
}

/** The other questions. What is not answered in time, or not at all, is left out. */
async function interview(ask: Asking, entry: Entry): Promise<Answers> {
  const answers: Partial<Record<Question, Answer>> = {}
  const note = (question: Question, reply: WireReply) => {
    const answer = readAnswer(reply)
    if (answer) answers[question] = answer
  }
  note('task', entry.reply)
  for (const question of Object.keys(questions) as Question[]) {
    if (question === 'task') continue
    const asked = await ask(question, entry.auth)
    if (asked.type === 'reply') note(question, asked.reply)
  }
  return answers
}

function isSameAnswer({ reply }: { reply: WireReply }, entry: Entry): boolean {
  return reply.status === entry.reply.status && readAnswer(reply) === readAnswer(entry.reply)
}

type Asked =
  | { type: 'reply'; reply: WireReply; latencyMs: number }
  | { type: 'nothing'; error: unknown }

/** Asks with the key in a style, or without it where `auth` is null. Never throws. */
type Asking = (question: Question, auth: GatewayAuth | null) => Promise<Asked>

function createAsking(
  address: GatewayAddress,
  { key, send = createTransport(), now = Date.now, limits }: ProbeOptions,
): Asking {
  const { oneMs, allMs } = limits ?? { oneMs: 10_000, allMs: 28_000 }
  const endsAt = now() + allMs
  return async (question, auth) => {
    const startsAt = now()
    const totalMs = Math.min(oneMs, endsAt - startsAt)
    if (totalMs <= 0) return { type: 'nothing', error: new Error('no time left') }
    const shownKey = auth === null ? '' : key
    const exchange = createExchange({ address, key: shownKey, auth: auth ?? 'bearer', send, now })
    try {
      const reply = await exchange(questions[question], { headersMs: totalMs, totalMs })
      return { type: 'reply', reply, latencyMs: now() - startsAt }
    } catch (error) {
      return { type: 'nothing', error }
    }
  }
}
