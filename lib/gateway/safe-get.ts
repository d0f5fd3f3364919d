import 'server-only'
/**
 * Reads a picture from an address that somebody else wrote. The address may point into our own network, by
 * number, by name, by redirect or by a name that resolves so: every one of these is refused before a connection.
 * No cookie and no key ever travels with it.
 */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { StudioError } from '@/lib/mj/errors'
import { bareHost, isPrivateAddress } from './addresses'
import { readCapped } from './capped-body'
import { beforeDeadline } from './deadline'
import { sniffPictureType, type PictureType } from './picture-type'
import { createTransport, NotConnectedError, type Transport } from './transport'

export type FetchedPicture = { bytes: Uint8Array; type: PictureType }

export type SafeGetOptions = {
  /** `host` or `host:port` (as in `URL.host`) that may be private and on any port. */
  allowedHosts?: ReadonlySet<string>
  maxBytes?: number
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

/**
 * The picture at `address`: http(s) only, public hosts on ports 80 and 443 only (except `allowedHosts`), each of
 * at most three redirects checked anew, 40 MB, 30 s, and bytes that are PNG, JPEG or WebP by their own word.
 * Throws `StudioError`: `forbidden`, `not-found` (403, 404, 410: expired), `too-large`, `unsupported-type`,
 * `gateway-timeout`, `gateway-unreachable`.
 */
export async function safeGet(
  address: string,
  {
    allowedHosts = new Set(),
    maxBytes = 40_000_000,
    timeoutMs = 30_000,
    maxRedirects = 3,
    resolve = systemLookup,
    connect = (lookup) => createTransport({ lookup }),
  }: SafeGetOptions = {},
): Promise<FetchedPicture> {
  if (!URL.canParse(address)) throw forbidden('not an address')
  const endsAt = performance.now() + timeoutMs
  let url = new URL(address)
  for (let redirects = 0; ; redirects++) {
    ensurePublicUrl(url, allowedHosts)
    const lookup = allowedHosts.has(url.host) ? undefined : createPublicLookup(resolve)
    const transport = lookup ? connect(lookup) : createTransport()
    const step = await getOnce(url, transport, maxBytes, endsAt)
    if ('bytes' in step) return step
    if (redirects >= maxRedirects) throw forbidden('too many redirects')
    if (!URL.canParse(step.location, url)) throw forbidden('not an address')
    url = new URL(step.location, url)
  }
}

/** One request without anything of ours in it; the deadline covers headers and body. */
export async function getOnce(
  url: URL,
  transport: Transport,
  maxBytes: number,
  endsAt: number,
): Promise<FetchedPicture | { location: string }> {
  const deadline = new AbortController()
  const request = new Request(url, {
    headers: { accept: 'image/png, image/jpeg, image/webp' },
    redirect: 'manual',
    signal: deadline.signal,
  })
  const leftMs = () => Math.max(1, endsAt - performance.now())
  try {
    const response = await beforeDeadline(transport(request), leftMs(), deadline)
    const location = response.headers.get('location')
    const isRedirect = response.status >= 300 && response.status < 400 && location !== null
    if (isRedirect || response.status !== 200) await response.body?.cancel()
    if (isRedirect) return { location }
    if (response.status !== 200) throw refusedStatus(response.status)
    return await beforeDeadline(readPicture(response, maxBytes), leftMs(), deadline)
  } catch (error) {
    throw asStudioError(error, url)
  }
}

async function readPicture(response: Response, maxBytes: number): Promise<FetchedPicture> {
  const declared = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  // Some stores call everything an octet stream; the bytes decide. A declared page is not even read.
  if (
    !/^(?:image\/(?:png|jpe?g|webp)|application\/octet-stream|binary\/octet-stream|)$/.test(
      declared ?? '',
    )
  ) {
    await response.body?.cancel()
    throw new StudioError('unsupported-type', `not a picture: ${declared}`)
  }
  const bytes = await readCapped(response, maxBytes)
  const type = sniffPictureType(bytes)
  if (!type) throw new StudioError('unsupported-type', 'not a PNG, JPEG or WebP')
  return { bytes, type }
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
