import 'server-only'
import { StudioError } from '@/lib/mj/errors'
import type { AddressProblem } from '@/lib/mj/gateways'
import type { Speed } from '@/lib/mj/task'
import { isPrivateHost } from './addresses'

export type GatewayAddress = {
  /** `https://host[:port]`: the key travels to this origin and nowhere else. */
  origin: string
  /** Path in front of `/mj`, without a trailing slash; usually ''. */
  path: string
  /** The speed of a pasted mode prefix, else null. */
  speed: Speed | null
  /** That prefix as it was written (`/mj-relax`, `/fast`), else ''. */
  mode: string
}

const sentences: Record<AddressProblem, string> = {
  'not-an-address': 'the gateway URL must begin with https:// (or http://)',
  'has-password': 'the gateway URL must not contain a user name or password',
  'not-https': 'a gateway outside the local network must be https',
}

/** What is wrong with a pasted base URL; null for one that `parseBaseUrl` takes. */
export function addressProblem(text: string): AddressProblem | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'not-an-address'
  if (url.username || url.password) return 'has-password'
  return url.protocol === 'http:' && !isPrivateHost(url) ? 'not-https' : null
}

/**
 * Reads what people paste as a base URL: with or without a trailing slash, `/mj`, a mode prefix or a whole
 * endpoint behind it (clients of the family disagree about which, gateways.md 9.14 and quirk 22).
 * Throws `StudioError('bad-request')`; plain HTTP is accepted only within the local network, because the key
 * would cross the internet readable.
 */
export function parseBaseUrl(text: string): GatewayAddress {
  const problem = addressProblem(text)
  if (problem) throw new StudioError('bad-request', sentences[problem])
  const url = new URL(text.trim())
  const path = url.pathname.replace(/\/mj(?:\/.*)?$/, '').replace(/\/+$/, '')
  const mode = /\/(?:mj-)?(fast|relax|turbo)$/.exec(path)
  return {
    origin: url.origin,
    path: mode ? path.slice(0, mode.index) : path,
    speed: (mode?.[1] as Speed | undefined) ?? null, // one of the three words by the pattern
    mode: mode?.[0] ?? '',
  }
}
