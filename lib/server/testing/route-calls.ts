import 'server-only'
/** Routes for tests, called without a server: as the studio's own page calls them, or as another tool does. */
import { openAccess } from '../access'
import type { RouteHandler } from '../api'
import { parseEnv } from '../env'
import type { RunningStudio } from '../open-studio'
import { describeSurroundings, rememberSurroundings } from '../ring-address'
import { rememberStudio } from '../running-studio'

const host = '127.0.0.1:3000'

/** Puts the studio and its door where routes find them. */
export function serveRoutes(studio: RunningStudio): {
  /** Signs somebody in, the owner by default, and answers the cookie of their browser. */
  signIn: (memberId?: string) => Promise<string>
} {
  const surroundings = describeSurroundings(parseEnv({}), 3000)
  rememberSurroundings(surroundings)
  rememberStudio(studio)
  const now = () => studio.clock.now()
  const { sessions } = openAccess({ db: studio.db, password: null, now })
  const { name } = surroundings.cookie
  return { signIn: async (memberId) => `${name}=${await sessions.start(memberId)}` }
}

/** What a page of the studio sends along. */
export function byPage(cookie: string): Record<string, string> {
  return {
    origin: `http://${host}`,
    cookie,
    'sec-fetch-site': 'same-origin',
    'x-safelight': '1',
  }
}

/** What another tool sends along. */
export function byTool(secret: string): Record<string, string> {
  return { authorization: `Bearer ${secret}` }
}

export type Sent = {
  /** By default POST where something is sent, else GET. */
  method?: string
  /** With its leading `?`. */
  query?: string
  params?: Record<string, string | string[]>
  body?: unknown
  /** Bytes in place of JSON. */
  bytes?: Uint8Array<ArrayBuffer> | undefined
}

export async function callRoute(
  route: RouteHandler,
  { query = '', params = {}, body, bytes, ...sent }: Sent,
  by: Readonly<Record<string, string>>,
): Promise<Response> {
  const payload = bytes ?? (body === undefined ? null : JSON.stringify(body))
  const request = new Request(`http://${host}/${query}`, {
    method: sent.method ?? (payload === null ? 'GET' : 'POST'),
    headers: {
      host,
      'content-type': bytes ? 'application/octet-stream' : 'application/json',
      ...by,
    },
    body: payload,
  })
  return route(request, { params: Promise.resolve(params) })
}

/** A response that has been read to its end; `json` is undefined where it is none. */
export async function readAnswer<T>(
  response: Response,
): Promise<{ status: number; text: string; json: T }> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, text, json: (isJson ? JSON.parse(text) : undefined) as T }
}
