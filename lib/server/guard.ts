import 'server-only'
/**
 * Who may knock at all: the Host and Origin checks, pure. The outer ring asks the Host half for every request,
 * `api()` the whole for every route, so that neither relies on the other (docs/decisions: two rings).
 */
import net from 'node:net'
import { isLoopback } from './env'

export type GuardConfig = {
  /** The one public origin, lower case, or null. */
  origin: string | null
  /**
   * Accept every IP address as Host: set when the studio listens beyond loopback. A name can be rebound to our
   * address by whoever owns the name; an address cannot.
   */
  allowAddresses: boolean
}

export type GuardedRequest = {
  method: string
  host: string | null
  origin: string | null
  /** `Sec-Fetch-Site`; absent on plain http beyond loopback and outside browsers. */
  site: string | null
  contentType: string | null
  /** `x-safelight`: a header of our own, which another site's page can only send after a preflight. */
  marker: string | null
  /** True when the request carries a studio token: then no cookie counts, and nothing can be forged with one. */
  hasToken: boolean
}

export type Refusal = 'wrong-host' | 'forbidden' | 'unsupported-type'

/** Whether `host` (name and port) is a name of this studio. The defence against DNS rebinding. */
export function isHostAllowed(host: string | null, config: GuardConfig): boolean {
  const lower = (host ?? '').toLowerCase()
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/.exec(lower)
  if (match === null) return false
  if (config.origin !== null) return new URL(config.origin).host === lower
  const name = match[1]!.replace(/^\[|\]$/g, '')
  if (isLoopback(name)) return true
  return config.allowAddresses && net.isIP(name) !== 0 && name !== '0.0.0.0' && name !== '::'
}

const bodyTypes = /^(application\/json|application\/octet-stream|image\/(png|jpeg|webp))\s*(;|$)/i

/** Null when the request may go on to be asked for its session. */
export function guard(request: GuardedRequest, config: GuardConfig): Refusal | null {
  if (!isHostAllowed(request.host, config)) return 'wrong-host'
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (request.hasToken) {
    // Other tools send no Origin and, with an empty body, no type.
    const isTyped = request.contentType !== null && request.contentType !== ''
    return !reads && isTyped && !bodyTypes.test(request.contentType!) ? 'unsupported-type' : null
  }
  if (reads) {
    return request.site === 'cross-site' || request.site === 'same-site' ? 'forbidden' : null
  }
  const host = request.host!.toLowerCase()
  const own = config.origin === null ? [`http://${host}`, `https://${host}`] : [config.origin]
  if (request.origin === null || !own.includes(request.origin.toLowerCase())) return 'forbidden'
  // http://localhost:8080 is same-site with http://localhost:3000, and not us.
  if (request.site !== null && request.site !== 'same-origin') return 'forbidden'
  if (request.marker !== '1') return 'forbidden'
  return bodyTypes.test(request.contentType ?? '') ? null : 'unsupported-type'
}
