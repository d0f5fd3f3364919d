import 'server-only'
import { parseLossless } from '@/lib/mj/lossless'
import { readCapped } from './capped-body'
import { retryAfterMs } from './classify'
import type { WireReply } from './dialect'

const maxReplyBytes = 8_000_000
const maxDepth = 32

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((member) => isDeeperThan(member, depth - 1))
}

/** The text as lossless JSON; undefined when it is not JSON, or nested deeper than any gateway's. */
function readJson(text: string): unknown {
  try {
    const json = parseLossless(text)
    return isDeeperThan(json, maxDepth) ? undefined : json
  } catch (error) {
    // Pages, cut answers and plain words arrive here daily; the text itself remains for the dialect to read.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * An answer as the dialects read it, at most 8 MB. `redact` takes secrets out that a gateway may echo; a date in
 * Retry-After becomes seconds, because dialects have no clock.
 */
export async function readReply(
  response: Response,
  redact: (text: string) => string,
  now: number,
): Promise<WireReply> {
  const text = redact(new TextDecoder().decode(await readCapped(response, maxReplyBytes)))
  const waitMs = retryAfterMs(response.headers.get('retry-after'), now)
  const location = response.headers.get('location')
  return {
    status: response.status,
    headers: {
      'content-type': response.headers.get('content-type') ?? '',
      ...(waitMs !== null && { 'retry-after': String(waitMs / 1000) }),
      ...(location !== null && { location }),
    },
    text,
    json: readJson(text),
  }
}
