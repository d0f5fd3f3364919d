import 'server-only'
/** The demo gateway on a port of its own. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConnectionReset } from '../answer'
import { createDemoGateway, type DemoGateway, type DemoGatewayOptions } from '../gateway'

export type ListeningDemo = {
  url: string
  close(): Promise<void>
}

/** More than the 20 MB Plus allows, so that its own refusal can be seen. */
const bodyLimitBytes = 40 * 1024 * 1024

/** Resolves when it can be asked. Port 0 takes a free one. */
export async function listen(
  { host, port }: { host: string; port: number },
  options: Omit<DemoGatewayOptions, 'baseUrl'>,
): Promise<ListeningDemo> {
  // Longer than its clients keep theirs: who closes first must be the one who asks.
  const server = createServer({ keepAliveTimeout: 125_000 })
  server.listen(port, host)
  await once(server, 'listening')
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  const gateway = await createDemoGateway({ ...options, baseUrl: url })
  server.on('request', (incoming, outgoing) => {
    answer(gateway, url, incoming, outgoing).catch((error: unknown) => {
      if (error instanceof ConnectionReset || outgoing.destroyed) incoming.socket.destroy()
      else {
        console.error(error)
        outgoing.writeHead(500).end()
      }
    })
  })
  return {
    url,
    async close() {
      server.close()
      server.closeAllConnections()
      await gateway.close()
    },
  }
}

async function answer(
  gateway: DemoGateway,
  url: string,
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
  const response = await gateway.handle(requestOf(incoming, url, body, hangUp.signal))
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

function requestOf(
  incoming: IncomingMessage,
  url: string,
  body: Buffer,
  signal: AbortSignal,
): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value))
  const { method = 'GET' } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url + (incoming.url ?? '/'), {
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
