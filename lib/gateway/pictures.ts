import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import { isPrivateHost } from './addresses'
import type { GatewayAddress } from './base-url'
import {
  type ArrivingFilm,
  type FetchedPicture,
  type FetchedResult,
  pictureAccept,
  pictureReader,
  resultAccept,
  resultReader,
} from './result-body'
import { getOnce, type Reading, safeGet } from './safe-get'
import type { Transport } from './transport'

export type PictureReader = {
  readPicture(url: string): Promise<FetchedPicture>
  readResult<T>(
    url: string,
    keepFilm: (film: ArrivingFilm) => Promise<T>,
  ): Promise<FetchedResult<T>>
}

/** Reads what a gateway points at: its own through `send` where one is given, all others by `safeGet`. */
export function createPictureReader({
  address,
  imageHosts,
  send,
}: {
  address: GatewayAddress
  imageHosts: readonly string[]
  send: Transport | undefined
}): PictureReader {
  const gatewayUrl = new URL(address.origin)
  const allowedHosts = new Set([gatewayUrl.host, ...imageHosts])

  async function get<T>(text: string, reading: Reading<T>): Promise<T> {
    const url = relocate(text, gatewayUrl, allowedHosts)
    if (!send || url.host !== gatewayUrl.host) {
      return await safeGet(url.href, reading, { allowedHosts })
    }
    const step = await getOnce(url, send, reading, performance.now() + 30_000)
    if ('value' in step) return step.value
    throw new StudioError('forbidden', 'picture address refused: redirect')
  }

  return {
    readPicture: (url) => get(url, { accept: pictureAccept, body: pictureReader() }),
    readResult: (url, keepFilm) => get(url, { accept: resultAccept, body: resultReader(keepFilm) }),
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
