import 'server-only'
/** Tells something to an address that somebody else wrote, under the rules of safe-get.ts and without redirects. */
import { StudioError } from '@/lib/mj/errors'
import { beforeDeadline } from './deadline'
import { ensurePublicUrl, publicTransport, type SafeGetOptions } from './safe-get'
import { NotConnectedError } from './transport'

/**
 * Posts JSON once: public hosts on ports 80 and 443 only, no cookie, no key, nothing read of the answer. Answers its
 * status. Throws `StudioError` `forbidden` and `gateway-timeout`, and whatever a connection can fail with.
 */
export async function safePost(
  address: string,
  json: string,
  {
    timeoutMs = 10_000,
    ...options
  }: Pick<SafeGetOptions, 'timeoutMs' | 'resolve' | 'connect'> = {},
): Promise<number> {
  if (!URL.canParse(address)) throw new StudioError('forbidden', 'hook address refused: not one')
  const url = new URL(address)
  ensurePublicUrl(url, new Set())
  const deadline = new AbortController()
  const request = new Request(url, {
    method: 'POST',
    body: json,
    headers: { 'content-type': 'application/json' },
    redirect: 'manual',
    signal: deadline.signal,
  })
  const transport = publicTransport(options)
  const response = await beforeDeadline(transport(request), timeoutMs, deadline).catch(reveal)
  await response.body?.cancel()
  return response.status
}

/** The refusal of our own name resolution arrives wrapped by the transport. */
function reveal(error: unknown): never {
  throw error instanceof NotConnectedError && error.cause instanceof StudioError
    ? error.cause
    : error
}
