import 'server-only'
/**
 * The outermost ring: what every request meets before any code of Next sees it, so that no fault in Next's
 * routing can walk around it (docs/decisions). It refuses foreign hosts, forgets forged headers, names the peer,
 * and gives each page its own policy.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type GuardConfig, isHostAllowed } from './guard'
import { commonHeaders, contentSecurityPolicy, isPagePath } from './ring-policy'
import { keepRoom } from './ring-room'

/** Set by the ring, from the socket; whatever a client writes there is thrown away. */
export const peerHeader = 'x-safelight-peer'

export type Ring = {
  guard: GuardConfig
  trustedProxies: readonly string[]
  isDevelopment: boolean
}

/**
 * Headers that steer Next's inside or claim what only a proxy knows. `x-nextjs-` is spared while developing:
 * the error overlay speaks in it.
 */
const forged =
  /^(?:x-middleware-|x-invoke-|x-matched-path$|x-now-|x-vercel-|x-prerender-|x-next-|next-resume$|x-forwarded-|forwarded$|x-real-ip$|x-nonce$|x-safelight-|content-security-policy)/
const forgedInProduction = /^x-nextjs-/

/** True when the request may go on to Next; false when it has been answered here. */
export function admit(request: IncomingMessage, response: ServerResponse, ring: Ring): boolean {
  if (!isHostAllowed(request.headers.host ?? null, ring.guard)) {
    refuse(response, 421, 'This studio does not answer to that name. Set SAFELIGHT_ORIGIN to it.')
    return false
  }
  // An absolute target would tell Next another host than the one just checked.
  if (!request.url?.startsWith('/')) {
    refuse(response, 400, 'The request target must be a path.')
    return false
  }
  // The studio defines no Server Actions; their decoder is not to be reached.
  if ('next-action' in request.headers) {
    refuse(response, 404, 'Not found.')
    return false
  }
  const peer = peerOf(request, ring.trustedProxies)
  for (const name of Object.keys(request.headers)) {
    if (forged.test(name) || (!ring.isDevelopment && forgedInProduction.test(name))) {
      delete request.headers[name]
    }
  }
  request.headers[peerHeader] = peer
  for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value)
  if (isPagePath(request.url.split('?', 1)[0]!)) {
    const nonce = randomBytes(16).toString('base64')
    const policy = contentSecurityPolicy(nonce, ring.isDevelopment)
    request.headers['content-security-policy'] = policy
    response.setHeader('content-security-policy', policy)
  }
  return true
}

/** The socket's address, or what a proxy we trust says of it: the rightmost entry is the one it wrote itself. */
function peerOf(request: IncomingMessage, trustedProxies: readonly string[]): string {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (!trustedProxies.includes(address)) return address
  const header = request.headers['x-forwarded-for']
  const rightmost = String(header ?? '')
    .split(',')
    .at(-1)
  return rightmost?.trim() || address
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    ...commonHeaders,
    connection: 'close',
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(`${sentence}\n`)
}

/**
 * Limits for `http.createServer`. Node's own would let one client hold a socket for five minutes.
 *
 * Whoever closes an idle connection first must be the client: one that asks while the server closes is told
 * "connection reset" and cannot know whether a POST was heard. Proxies keep theirs for 60 s (nginx), 90 s (Traefik)
 * or 120 s (Caddy). In a crowd the ring is less patient (ring-room.ts).
 */
export const ringLimits = {
  requestTimeout: 50_000,
  headersTimeout: 8_000,
  keepAliveTimeout: 125_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
} as const

const maxConnections = 512

/** Limits that node takes on the server itself. Upgrades belong to Next's reloader, while developing only. */
export function harden(server: Server, isDevelopment: boolean): void {
  server.maxConnections = maxConnections
  keepRoom(server, { crowd: maxConnections / 2, idleMs: 5_000, checkEveryMs: 2_000 })
  if (!isDevelopment) server.on('upgrade', (_request, socket) => socket.destroy())
}
