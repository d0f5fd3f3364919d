import 'server-only'
/** The demo gateway on a port, for studios in processes of their own, taking its time over submits. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createDemoGateway, type DemoGateway, type DemoGatewayOptions } from '@/lib/demo/gateway'

export type SlowDemo = Pick<DemoGateway, 'counts' | 'close'> & { url: string }

export type Asked = { path: string; key: string; body: string }

/** `pauseMs` is asked twice for each submit: before the gateway takes it, and before its answer leaves. */
export async function openSlowDemo(
  options: Omit<DemoGatewayOptions, 'baseUrl'>,
  wire: { pauseMs: (when: 'before' | 'after') => number; onAsk?: (asked: Asked) => void },
): Promise<SlowDemo> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const demo = await createDemoGateway({ ...options, baseUrl: url })

  /** Does not care whether anybody still listens. */
  async function answer(incoming: IncomingMessage) {
    const { url: path = '/', method = 'GET', headers } = incoming
    const chunks: Buffer[] = []
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const key = headers.authorization?.replace('Bearer ', '') ?? ''
    wire.onAsk?.({ path, key, body: body.toString() })
    const isSubmit = path.includes('/submit/')
    if (isSubmit) await delay(wire.pauseMs('before'))
    const request = new Request(url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body.length > 0 ? { body } : {}),
    })
    const reply = await demo.handle(request)
    if (isSubmit) await delay(wire.pauseMs('after'))
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) }
  }

  server.on('request', (incoming, outgoing) => {
    answer(incoming).then(
      ({ reply, bytes }) =>
        outgoing.writeHead(reply.status, Object.fromEntries(reply.headers)).end(bytes),
      () => outgoing.destroy(),
    )
  })
  return {
    url,
    counts: () => demo.counts(),
    async close() {
      server.closeAllConnections()
      server.close()
      await demo.close()
    },
  }
}
