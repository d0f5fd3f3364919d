/** Somebody on a port of loopback who answers as told and remembers everything that was said to him. */
import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

export type Answer = {
  status: number
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
}

export type Listener = {
  /** `host:port`. */
  host: string
  port: number
  url: string
  heard: readonly Heard[]
  /** Connections, whether or not anything was said on them. */
  connections(): number
  close(): Promise<void>
}

export type ListenerOptions = {
  answer?: (heard: Heard) => Answer | Promise<Answer>
  /** Default 127.0.0.1. */
  address?: string
  /** Default: a free one. */
  port?: number
}

/** Rejects where the address or the port cannot be had. */
export async function openListener(options: ListenerOptions = {}): Promise<Listener> {
  const { answer = () => ({ status: 204 }), address = '127.0.0.1', port = 0 } = options
  const heard: Heard[] = []
  let connections = 0
  const server = createServer()
  server.on('connection', () => (connections += 1))
  server.on('request', (incoming, outgoing) => {
    listen(incoming, heard)
      .then(answer)
      .then((said) => say(outgoing, said))
      .catch(() => outgoing.destroy())
  })
  server.listen(port, address)
  await once(server, 'listening')
  const bound = (server.address() as AddressInfo).port
  const host = `${address.includes(':') ? `[${address}]` : address}:${bound}`
  return {
    host,
    port: bound,
    url: `http://${host}`,
    heard,
    connections: () => connections,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function listen(incoming: IncomingMessage, heard: Heard[]): Promise<Heard> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  const { method = '', url = '', headers } = incoming
  const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
  heard.push(one)
  return one
}

function say(outgoing: ServerResponse, { status, headers = {}, body }: Answer): void {
  outgoing.writeHead(status, headers).end(body)
}
