import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import { isPrivateHost } from './addresses'
import type { GatewayAddress } from './base-url'
import { getOnce, safeGet, type FetchedPicture } from './safe-get'
import type { Transport } from './transport'

/** Reads the pictures a gateway points at: its own through `send` where one is given, all others by `safeGet`. */
export function createPictureReader({
  address,
  imageHosts,
  send,
}: {
  address: GatewayAddress
  imageHosts: readonly string[]
  send: Transport | undefined
}): (url: string) => Promise<FetchedPicture> {
  const gatewayUrl = new URL(address.origin)
  const allowedHosts = new Set([gatewayUrl.host, ...imageHosts])

  return async (text) => {
    const url = relocate(text, gatewayUrl, allowedHosts)
    if (!send || url.host !== gatewayUrl.host) return await safeGet(url.href, { allowedHosts })
    const step = await getOnce(url, send, 40_000_000, performance.now() + 30_000)
    if ('bytes' in step) return step
    throw new StudioError('forbidden', 'picture address refused: redirect')
  }
}

/**
 * new-api writes its image route with the operator's "server address", which is http://localhost:3000 until
 * somebody sets it (gateways.md 6): such an address means the gateway itself.
 */
function relocate(text: string, gatewayUrl: URL, allowedHosts: ReadonlySet<string>): URL {
  if (!URL.canParse(text)) throw new StudioError('forbidden', 'picture address refused: not one')
  const url = new URL(text)
  const isUnset = isPrivateHost(url) && !allowedHosts.has(url.host)
  if (!isUnset || !url.pathname.startsWith('/mj/image/')) return url
  return new URL(url.pathname + url.search, gatewayUrl)
}
