import 'server-only'
/**
 * What every route is made by. A request meets, in this order: Host, Origin, session, role, rate, size, schema,
 * handler; whatever goes wrong on the way becomes one shape of answer. A test proves that no route is made otherwise.
 */
import type { z } from 'zod'
import { errorStatus, StudioError } from '@/lib/mj/errors'
import { access } from './access'
import { readJson } from './body'
import { guard, isHostAllowed, type Refusal } from './guard'
import { log } from './log'
import { roleOf } from './member-state'
import { createLimiter } from './rate'
import { peerHeader } from './ring'
import { surroundings } from './ring-address'
import { commonHeaders, dataPolicy } from './ring-policy'
import { readCookie } from './sessions'
import type { Viewer } from './viewer'
import { presentedToken } from './tokens'

/** `path`: what is asked for is itself the secret, and other machines ask; only the Host is checked. */
export type Auth = 'none' | 'path' | 'session' | 'session-or-token'

export type PathParams = Readonly<Record<string, string | readonly string[]>>

export type ApiContext<Params, Query, Body, Who> = {
  request: Request
  params: Params
  query: Query
  body: Body
  viewer: Who
  /** The address that sent it, as the ring saw it. */
  peer: string
}

type Options<Params, Query, Body> = {
  auth: Auth
  /** Whose alone it is; a member is told `forbidden`. */
  role?: 'owner' | undefined
  /** Of the path; a value that does not fit is `not-found`. */
  params?: z.ZodType<Params> | undefined
  /** Of the query string, as an object of strings. */
  query?: z.ZodType<Query> | undefined
  /** Of the JSON body. Without it no body is read. */
  body?: z.ZodType<Body> | undefined
  /** Bytes a body may have; a function where it depends on the path. */
  max?: number | ((params: PathParams) => number) | undefined
  rate?: { burst: number; refillMs: number } | undefined
  /** How an error is told, where not as `{error: {kind, message}}`. */
  explain?: ((error: StudioError) => unknown) | undefined
}

export type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>

/** Marks what `api()` made. */
export const apiBrand: unique symbol = Symbol.for('safelight.api')

const smallBody = 64 * 1024
const bodyTimeoutMs = 30_000

/**
 * Makes a route handler. The handler returns a `Response`, or a value that is sent as JSON; `undefined` is 204.
 */
export function api<
  const A extends Auth,
  Params = PathParams,
  Query = Readonly<Record<string, string>>,
  Body = undefined,
>(
  options: Options<Params, Query, Body> & { auth: A },
  handler: (
    context: ApiContext<Params, Query, Body, A extends 'none' | 'path' ? null : Viewer>,
  ) => unknown,
): RouteHandler {
  const spend = options.rate && createLimiter({ ...options.rate, now: Date.now })
  const route: RouteHandler = async (request, context) => {
    try {
      const path = await context.params
      const peer = request.headers.get(peerHeader) ?? ''
      const viewer = await admitViewer(request, options.auth)
      if (options.role === 'owner' && viewer?.role !== 'owner') throw notYours()
      spend?.(viewer?.ownerId ?? peer)
      const result = await handler({
        request,
        peer,
        // `auth` other than 'none' and 'path' has thrown above when nobody was signed in.
        viewer: viewer as A extends 'none' | 'path' ? null : Viewer,
        params: parse(options.params, path, 'not-found') as Params,
        query: parse(options.query, queryOf(request), 'bad-request') as Query,
        body: (await bodyOf(request, path, options)) as Body,
      })
      return finish(result)
    } catch (error) {
      return refuse(request, error, options.explain)
    }
  }
  return Object.assign(route, { [apiBrand]: true })
}

async function admitViewer(request: Request, auth: Auth): Promise<Viewer | null> {
  const { headers, method } = request
  const token = auth === 'session-or-token' ? presentedToken(headers) : null
  const { guard: config } = surroundings()
  if (auth === 'path') {
    if (!isHostAllowed(headers.get('host'), config)) throw refused('wrong-host')
    return null
  }
  if (auth === 'session-or-token' && token === null && sessionIdOf(request) === '') {
    // Nobody has said who they are: 401 tells another tool more than a missing Origin would.
    if (!isHostAllowed(headers.get('host'), config)) throw refused('wrong-host')
    throw new StudioError('unauthorised', 'Show a studio token, or sign in.')
  }
  const refusal = guard(
    {
      method,
      host: headers.get('host'),
      origin: headers.get('origin'),
      site: headers.get('sec-fetch-site'),
      contentType: headers.get('content-type'),
      marker: headers.get('x-safelight'),
      hasToken: token !== null,
    },
    config,
  )
  if (refusal !== null) throw refused(refusal)
  if (auth === 'none') return null
  const doors = access()
  const bearer = token === null ? null : await doors.bearer(token)
  const ownerId =
    token === null ? await doors.sessions.owner(sessionIdOf(request)) : (bearer?.ownerId ?? null)
  if (ownerId === null) throw new StudioError('unauthorised', 'Sign in first.')
  return { ownerId, role: roleOf(ownerId), token: bearer?.token ?? null }
}

function notYours(): StudioError {
  return new StudioError('forbidden', 'This is for the owner of the studio.')
}

function refused(refusal: Refusal): StudioError {
  const sentences = {
    'wrong-host': 'This studio does not answer to that name.',
    forbidden: 'This request did not come from the studio itself.',
    'unsupported-type': 'Send application/json.',
  }
  return new StudioError(refusal, sentences[refusal])
}

/** The secret in the session cookie, or ''. */
export function sessionIdOf(request: Request): string {
  return readCookie(request.headers.get('cookie'), surroundings().cookie.name) ?? ''
}

/** `request.url` names no real host (Next says localhost whatever the Host); only its query is used. */
function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

async function bodyOf<Params, Query, Body>(
  request: Request,
  path: PathParams,
  options: Options<Params, Query, Body>,
): Promise<Body | undefined> {
  if (options.body === undefined) return undefined
  const max = typeof options.max === 'function' ? options.max(path) : (options.max ?? smallBody)
  return parse(options.body, await readJson(request, max, bodyTimeoutMs), 'bad-request')
}

/** The value in the schema's shape; without a schema, the value. Throws `kind` with what does not fit. */
function parse<T>(
  schema: z.ZodType<T> | undefined,
  value: unknown,
  kind: 'not-found' | 'bad-request',
): T {
  if (schema === undefined) return value as T
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  if (kind === 'not-found') throw new StudioError(kind, 'There is nothing here.')
  // The first three: names of fields and what was expected, never what was sent.
  const faults = parsed.error.issues.slice(0, 3).map((issue) => {
    const place = issue.path.map(String).join('.')
    return place === '' ? issue.message : `${place}: ${issue.message}`
  })
  throw new StudioError(kind, faults.join('; '))
}

function finish(result: unknown): Response {
  const response =
    result instanceof Response
      ? result
      : result === undefined
        ? new Response(null, { status: 204 })
        : Response.json(result)
  return withHeaders(response)
}

/** The ring sets most of these too; a route must be safe without it. */
function withHeaders(response: Response): Response {
  for (const [name, value] of Object.entries({
    ...commonHeaders,
    'content-security-policy': dataPolicy,
    'cache-control': 'no-store',
  })) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  return response
}

function refuse(
  request: Request,
  error: unknown,
  explain: ((error: StudioError) => unknown) | undefined,
): Response {
  const fault =
    error instanceof StudioError ? error : isStudioError(error) ? revive(error) : undefined
  const told = fault ?? unexpected()
  if (told.status >= 500 && !surroundings().isEnding) {
    log('error', 'request failed', {
      method: request.method,
      route: new URL(request.url).pathname,
      kind: told.kind,
      error,
    })
  }
  const response = Response.json(explain?.(told) ?? told, { status: told.status })
  if (told.kind === 'rate-limited') response.headers.set('retry-after', '1')
  // What is left of a body that was refused is not worth reading.
  if (told.kind === 'too-large' || told.kind === 'request-timeout') {
    response.headers.set('connection', 'close')
  }
  return withHeaders(response)
}

function unexpected(): StudioError {
  return surroundings().isEnding
    ? new StudioError('unavailable', 'The studio is ending.')
    : new StudioError('internal', 'Something went wrong inside the studio; see its log.')
}

/** The studio is made in another module graph, whose `StudioError` is another class (lib/mj/errors.ts). */
function isStudioError(error: unknown): error is Error & { kind: keyof typeof errorStatus } {
  if (!(error instanceof Error) || error.name !== 'StudioError') return false
  return 'kind' in error && typeof error.kind === 'string' && error.kind in errorStatus
}

function revive(error: Error & { kind: keyof typeof errorStatus }): StudioError {
  return new StudioError(error.kind, error.message, { cause: error.cause })
}
