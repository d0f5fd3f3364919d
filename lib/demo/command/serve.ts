import 'server-only'
/** `npm run demo-gateway`: the demo gateway alone on a port, for other clients and for tests of them. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ConnectionReset } from '../answer'
import { parseFaults } from '../faults'
import { createDemoGateway, type DemoGateway } from '../gateway'
import { parsePersonality } from '../wire/wire'

const host = process.env['SAFELIGHT_HOST'] ?? '127.0.0.1'
const port = Number(process.env['PORT'] ?? 8090)
const key = process.env['SAFELIGHT_GATEWAY_KEY'] ?? ''
const pace = process.env['SAFELIGHT_DEMO_PACE']
const personality = parsePersonality(process.env['SAFELIGHT_DEMO_PERSONALITY'] ?? 'plus')
const folder = process.env['SAFELIGHT_DEMO_FOLDER'] ?? '.safelight-demo'
/** More than the 20 MB Plus allows, so that its own refusal can be seen. */
const bodyLimitBytes = 40 * 1024 * 1024

function requestOf(incoming: IncomingMessage, body: Buffer, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value))
  const { method = 'GET' } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${host}${incoming.url ?? '/'}`, {
    method,
    headers,
    signal,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  })
}

async function readAll(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function serve(
  gateway: DemoGateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const hangUp = new AbortController()
  outgoing.on('close', () => hangUp.abort())
  const body = await readAll(incoming)
  if (!body) {
    outgoing.writeHead(413).end()
    return
  }
  const answer = await gateway.handle(requestOf(incoming, body, hangUp.signal))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
}

// Longer than its clients keep theirs: who closes first must be the one who asks.
const server = createServer({ keepAliveTimeout: 125_000 })
server.listen(port, host)
await once(server, 'listening')
const address = server.address()
const taken = typeof address === 'object' && address ? address.port : port
const baseUrl = `http://${host}:${taken}`

const gateway = await createDemoGateway({
  folder,
  key,
  baseUrl,
  personality,
  faults: parseFaults(process.env['SAFELIGHT_DEMO_FAULTS'] ?? ''),
  remix: process.env['SAFELIGHT_DEMO_REMIX'] === '1',
  // `webp`: films as pictures that move, as some gateways have them.
  video: ['1', 'webp'].includes(process.env['SAFELIGHT_DEMO_VIDEO'] ?? ''),
  account: {
    hasFilms: process.env['SAFELIGHT_DEMO_VIDEO'] !== 'webp',
    hasImageUrls: process.env['SAFELIGHT_DEMO_IMAGE_URLS'] === '1',
  },
  ...(pace ? { paceMs: Number(pace) } : {}),
})

server.on('request', (incoming, outgoing) => {
  serve(gateway, incoming, outgoing).catch((error: unknown) => {
    if (error instanceof ConnectionReset || outgoing.destroyed) incoming.socket.destroy()
    else {
      console.error(error)
      outgoing.writeHead(500).end()
    }
  })
})
const name = personality === 'plus' ? '' : ` as ${personality}`
console.log(`demo gateway on ${baseUrl}${name}, ${key ? `key ${key}` : 'no key needed'}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    server.close()
    server.closeAllConnections()
    void gateway.close()
  })
