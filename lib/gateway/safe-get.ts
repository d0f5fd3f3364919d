import 'server-only'
/**
 * Reads a picture or a film from an address that somebody else wrote. The address may point into our own network, by
 * number, by name, by redirect or by a name that resolves so: every one of these is refused before a connection.
 * No cookie and no key ever travels with it.
 */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { StudioError } from '@/lib/mj/errors'
import { bareHost, isPrivateAddress } from './addresses'
import { beforeDeadline } from './deadline'
import type { BodyReader, Within } from './result-body'
import { createTransport, NotConnectedError, type Transport } from './transport'

export type SafeGetOptions = {
  /** `host` or `host:port` (as in `URL.host`) that may be private and on any port. */
  allowedHosts?: ReadonlySet<string>
  timeoutMs?: number
  maxRedirects?: number
  /** Name resolution, for tests. */
  resolve?: typeof systemLookup
  /** Makes the transport that must use the given, checking name resolution. */
  connect?: (lookup: LookupFunction) => Transport
}

function forbidden(what: string): StudioError {
  return new StudioError('forbidden', `picture address refused: ${what}`)
}

/** Refuses what the address itself gives away. WHATWG URL has already turned 0x7f.1 and its kin into dotted form. */
export function ensurePublicUrl(url: URL, allowedHosts: ReadonlySet<string>): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw forbidden('not http(s)')
  if (url.username !== '' || url.password !== '') throw forbidden('credentials')
  if (allowedHosts.has(url.host)) return
  const host = bareHost(url)
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw forbidden('private address')
  if (url.port !== '' && url.port !== '80' && url.port !== '443') throw forbidden('port')
}

/** Resolution that looks at the very addresses about to be dialled, so that no second answer can differ. */
function createPublicLookup(resolve: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupOptions & { all: true } = { ...options, all: true }
    resolve(hostname, all, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? []
      if (error || !first) return callback(error ?? forbidden('no address'), '', 4)
      if (addresses.some(({ address }) => isPrivateAddress(address))) {
        return callback(forbidden('name of a private address'), '', 4)
      }
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

/** A transport that dials public addresses only, whatever a name resolves to. */
export function publicTransport({
  resolve = systemLookup,
  connect = (lookup) => createTransport({ lookup }),
}: {
  resolve?: SafeGetOptions['resolve'] | undefined
  connect?: SafeGetOptions['connect'] | undefined
}): Transport {
  return connect(createPublicLookup(resolve))
}

/**
 * What `read` makes of the body at `address`: http(s) only, public hosts on ports 80 and 443 only (except
 * `allowedHosts`), each of at most three redirects checked anew, 30 s unless `read` takes a time of its own.
 * Throws `StudioError`: `forbidden`, `not-found` (403, 404, 410: expired), `gateway-timeout`, `gateway-unreachable`,
 * and what `read` throws.
 */
export async function safeGet<T>(
  address: string,
  read: Reading<T>,
  {
    allowedHosts = new Set(),
    timeoutMs = 30_000,
    maxRedirects = 3,
    resolve,
    connect,
  }: SafeGetOptions = {},
): Promise<T> {
  if (!URL.canParse(address)) throw forbidden('not an address')
  const endsAt = performance.now() + timeoutMs
  let url = new URL(address)
  for (let redirects = 0; ; redirects++) {
    ensurePublicUrl(url, allowedHosts)
    const isAllowed = allowedHosts.has(url.host)
    const transport = isAllowed ? createTransport() : publicTransport({ resolve, connect })
    const step = await getOnce(url, transport, read, endsAt)
    if ('value' in step) return step.value
    if (redirects >= maxRedirects) throw forbidden('too many redirects')
    if (!URL.canParse(step.location, url)) throw forbidden('not an address')
    url = new URL(step.location, url)
  }
}

/** What to say that one takes, and how to read what one gets. */
export type Reading<T> = { accept: string; body: BodyReader<T> }

/** One request without anything of ours in it; the deadline covers headers and body. */
export async function getOnce<T>(
  url: URL,
  transport: Transport,
  { accept, body }: Reading<T>,
  endsAt: number,
): Promise<{ value: T } | { location: string }> {
  const deadline = new AbortController()
  const request = new Request(url, {
    headers: { accept },
    redirect: 'manual',
    signal: deadline.signal,
  })
  const leftMs = () => Math.max(1, endsAt - performance.now())
  const within: Within = (work, ms = leftMs()) => beforeDeadline(work, ms, deadline)
  try {
    const response = await within(transport(request))
    const location = response.headers.get('location')
    const isRedirect = response.status >= 300 && response.status < 400 && location !== null
    if (isRedirect || response.status !== 200) await response.body?.cancel()
    if (isRedirect) return { location }
    if (response.status !== 200) throw refusedStatus(response.status)
    return { value: await body(response, within) }
  } catch (error) {
    throw asStudioError(error, url)
  }
}

function refusedStatus(status: number): StudioError {
  const isGone = status === 403 || status === 404 || status === 410
  return isGone
    ? new StudioError('not-found', `the picture is not there (HTTP ${status})`)
    : new StudioError('gateway-unreachable', `the picture's host answered HTTP ${status}`)
}

/** The refusal of our own lookup arrives wrapped by the transport; everything else is an unreachable host. */
function asStudioError(error: unknown, url: URL): StudioError {
  const inner = error instanceof NotConnectedError ? error.cause : error
  if (inner instanceof StudioError) return inner
  return new StudioError('gateway-unreachable', `no picture from ${url.host}`, { cause: error })
}
