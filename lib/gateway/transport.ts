import 'server-only'
/** One HTTP exchange on a socket of its own. Knows nothing of gateways, keys or deadlines. */
import { finished, pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { LookupFunction } from 'node:net'
import { Client, type Dispatcher } from 'undici'

/** How a request becomes a response: the default below, or the demo gateway's `handle` in process. */
export type Transport = (request: Request) => Promise<Response>

/** Thrown when no connection came to be (name, address, handshake): nothing of the request can have left. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError'
}

/** What is read of an answer's headers; the rest is the gateway's own business. */
const keptHeaders = ['content-type', 'content-length', 'location', 'retry-after', 'date'] as const

/**
 * The default transport: undici without connection reuse, so that a reset is never the late farewell of an
 * earlier exchange, and a failure before the handshake is proof that nothing was sent. Redirects are not
 * followed. `lookup` stands in for name resolution (see safe-get.ts).
 */
export function createTransport({
  connectTimeoutMs = 10_000,
  lookup,
}: { connectTimeoutMs?: number; lookup?: LookupFunction } = {}): Transport {
  return async (request) => {
    const url = new URL(request.url)
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    const client = new Client(url.origin, {
      pipelining: 0, // undici's word for "close after this answer"
      connect: { timeout: connectTimeoutMs, ...(lookup && { lookup }) },
      // The caller's signal carries the deadlines.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    let connected = false
    // Emitted after the TLS handshake and before the first byte of the request is written.
    client.once('connect', () => (connected = true))
    try {
      const answer = await client.request({
        method: request.method as Dispatcher.HttpMethod,
        path: url.pathname + url.search,
        headers: { ...Object.fromEntries(request.headers), 'accept-encoding': 'gzip' },
        body,
        signal: request.signal,
      })
      return toResponse(answer, () => void client.destroy())
    } catch (cause) {
      void client.destroy()
      if (connected) throw cause
      throw new NotConnectedError(`no connection to ${url.host}`, { cause })
    }
  }
}

function toResponse(answer: Dispatcher.ResponseData, release: () => void): Response {
  const headers = new Headers()
  for (const name of keptHeaders) {
    const value = answer.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const status = answer.statusCode
  if (status === 204 || status === 205 || status === 304) {
    release()
    return new Response(null, { status, headers })
  }
  let body: Readable = answer.body
  if (answer.headers['content-encoding'] === 'gzip') {
    headers.delete('content-length')
    body = pipeline(answer.body, createGunzip(), release)
  } else {
    finished(body, release)
  }
  return new Response(toWebStream(body), { status, headers })
}

/**
 * Not `Readable.toWeb`: in Node 20 that one throws out of an event handler, and so ends the process, when a
 * cancelled stream still has a chunk under way.
 */
function toWebStream(body: Readable): ReadableStream<Uint8Array> {
  const chunks = body.iterator()
  return new ReadableStream(
    {
      async pull(controller) {
        const step = await chunks.next()
        if (step.done) controller.close()
        else controller.enqueue(step.value)
      },
      cancel: () => void body.destroy(),
    },
    { highWaterMark: 0 },
  )
}
