/** The browser's one way to its studio: JSON in, JSON out, and every way of failing as a `StudioError`. */
import { type ErrorKind, StudioError, errorStatus } from '@/lib/mj/errors'

export type RequestOptions = {
  signal?: AbortSignal | undefined
  /** Counted from the call; 0 for none. Long polls are held 10 s by the server. */
  timeoutMs?: number
}

const defaultTimeoutMs = 20_000

export function getJson<Answer>(path: string, options?: RequestOptions): Promise<Answer> {
  return call<Answer>({ method: 'GET' }, path, options)
}

/** Mutations carry the header a foreign page cannot set (see the guard), and JSON only. */
export function postJson<Answer>(
  path: string,
  body: unknown,
  options?: RequestOptions,
): Promise<Answer> {
  const init = {
    method: 'POST',
    headers: { 'x-safelight': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  return call<Answer>(init, path, options)
}

/** A piece of a file, as it is. */
export function postBytes<Answer>(
  path: string,
  body: Blob,
  options?: RequestOptions,
): Promise<Answer> {
  const headers = { 'x-safelight': '1', 'content-type': 'application/octet-stream' }
  return call<Answer>({ method: 'POST', headers, body }, path, options)
}

async function call<Answer>(
  init: RequestInit,
  path: string,
  { signal, timeoutMs = defaultTimeoutMs }: RequestOptions = {},
): Promise<Answer> {
  const response = await send(init, path, signal, timeoutMs)
  if (!response.ok) throw await faultOf(response)
  if (response.status === 204) return undefined as Answer
  try {
    // The studio's own answer to the studio's own page: the route's type is the promise.
    return (await response.json()) as Answer
  } catch (cause) {
    throw new StudioError('unavailable', `${path}: the answer is not JSON`, { cause })
  }
}

async function send(
  init: RequestInit,
  path: string,
  signal: AbortSignal | undefined,
  timeoutMs: number,
): Promise<Response> {
  const signals = [
    ...(signal ? [signal] : []),
    ...(timeoutMs > 0 ? [AbortSignal.timeout(timeoutMs)] : []),
  ]
  try {
    return await fetch(path, { ...init, signal: AbortSignal.any(signals), cache: 'no-store' })
  } catch (cause) {
    // Whoever aborts wants to see the abort, not a fault of the studio.
    if (signal?.aborted) throw cause
    throw new StudioError('unavailable', `${path}: no answer`, { cause })
  }
}

async function faultOf(response: Response): Promise<StudioError> {
  const body: unknown = await response.json().catch(() => undefined)
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {}
  const kind = isErrorKind(error['kind']) ? error['kind'] : kindOfStatus(response.status)
  const message =
    typeof error['message'] === 'string' ? error['message'] : `HTTP ${response.status}`
  return new StudioError(kind, message)
}

/** For answers that are not the studio's own, such as those of a proxy in front of it. */
function kindOfStatus(status: number): ErrorKind {
  if (status === 502 || status === 504) return 'unavailable'
  const kinds = Object.keys(errorStatus) as ErrorKind[]
  return kinds.find((kind) => errorStatus[kind] === status) ?? 'internal'
}

function isErrorKind(value: unknown): value is ErrorKind {
  return typeof value === 'string' && Object.hasOwn(errorStatus, value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The kind of anything thrown: what a person is told is its translation, `errors.kind.*`. */
export function errorKind(error: unknown): ErrorKind {
  return error instanceof StudioError ? error.kind : 'internal'
}

/** True when nobody can know whether the studio got the request: no answer, or an answer from before it. */
export function isUnanswered(error: unknown): boolean {
  return ['unavailable', 'request-timeout'].includes(errorKind(error))
}
