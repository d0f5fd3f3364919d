/**
 * Something between a studio and its gateway that hands everything on, but for the submits a test wants answered
 * otherwise: with what gateways are known to say and the demo gateway never does.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base } from './fixtures'

type SubmitAnswer = { status?: number; json: unknown }
/** Asked for each submit; null hands it on. */
type Answering = (path: string, body: Record<string, unknown>) => SubmitAnswer | null

type GoBetween = {
  url: string
  /** Requests wait until it is known where they go. */
  goOnTo(url: string): void
  answer(answering: Answering | null): void
  end(): Promise<void>
}

/** For stories of a studio that takes it for its gateway. */
export const throughGoBetween = base.extend<{ goBetween: GoBetween }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what is needed: nothing
  goBetween: async ({}, provide) => {
    const goBetween = await startGoBetween()
    await provide(goBetween)
    await goBetween.end()
  },
  studioOptions: async ({ studioOptions, goBetween }, provide) => {
    const env = { ...studioOptions.env, SAFELIGHT_GATEWAY_URL: goBetween.url }
    await provide({ ...studioOptions, env })
  },
  studio: async ({ studio, goBetween }, provide) => {
    goBetween.goOnTo(studio.demo.url)
    await provide(studio)
  },
})

async function startGoBetween(): Promise<GoBetween> {
  let answering: Answering | null = null
  let goOnTo: (url: string) => void = () => undefined
  const target = new Promise<string>((resolve) => {
    goOnTo = resolve
  })

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming)
    const path = incoming.url ?? '/'
    const own = path.includes('/submit/') ? answering?.(path, parse(body)) : null
    if (own) {
      outgoing.writeHead(own.status ?? 200, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify(own.json))
      return
    }
    const { method = 'GET' } = incoming
    const origin = await target
    const answer = await fetch(origin + path, {
      method,
      headers: handedOn(incoming),
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    })
    const type = answer.headers.get('content-type') ?? 'text/plain'
    const bytes = Buffer.from(await answer.arrayBuffer())
    outgoing.writeHead(answer.status, { 'content-type': type })
    // Pictures must lie where the gateway seems to be, or the studio would not fetch them.
    const isJson = type.includes('json')
    outgoing.end(isJson ? bytes.toString().replaceAll(origin, ownUrl()) : bytes)
  }

  const ownUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: ownUrl(),
    goOnTo: (url) => goOnTo(url),
    answer: (next) => {
      answering = next
    },
    async end() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function handedOn({ headers }: IncomingMessage): Headers {
  const kept = new Headers()
  for (const name of ['authorization', 'mj-api-secret', 'content-type'])
    if (headers[name] !== undefined) kept.set(name, String(headers[name]))
  return kept
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parse(body: Buffer): Record<string, unknown> {
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>)
}
