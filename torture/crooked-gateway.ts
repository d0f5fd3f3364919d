/**
 * The demo gateway behind a door that misbehaves: the first time a submit comes with a given number in its prompt
 * (`… #17`) it meets one of the behaviours, any further time it is served properly. The door counts what the gateway
 * behind it has taken, number by number: that is the truth about money, whatever anybody was told.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createDemoGateway, type DemoGatewayOptions } from '@/lib/demo/gateway'
import type { Behaviour } from './behaviours'
import { littlePicture } from './little-picture'
import type { Stage } from './scenario'

export type CrookedGateway = {
  url: string
  /** By number: the gateway's ids of what it took for it. */
  taken: ReadonlyMap<number, readonly string[]>
  /** By name of a behaviour: how often it was met. */
  met: ReadonlyMap<string, number>
  /** Every id that money was taken for, as the demo gateway's own books say. */
  charges(): readonly string[]
  /** Nobody listens any more: connections are refused, as by a machine whose gateway has ended. */
  goDown(): Promise<void>
  /** At the same address, with everything it knew. */
  comeBack(): Promise<void>
  close(): Promise<void>
}

export type Crookedness = {
  /** Null: it serves everybody properly; so it does where there is no such function. */
  behaviourOf?: (number: number) => Behaviour | null
  demo: Omit<DemoGatewayOptions, 'baseUrl'>
  /** Where it says that a finished picture is, given the demo gateway's own address of it; asked at every look. */
  relocate?: (address: string) => string
}

/** Its files are in the folder of the stage, unless they are to be elsewhere. */
export async function openCrookedGateway(
  stage: Stage,
  { behaviourOf = () => null, demo: options, relocate }: Crookedness,
): Promise<CrookedGateway> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const demo = await createDemoGateway({
    folder: path.join(stage.folder, 'gateway'),
    seed: stage.seed,
    paintsAhead: false,
    ...options,
    baseUrl: url,
  })
  const taken = new Map<number, string[]>()
  const met = new Map<string, number>()
  const seen = new Set<number>()

  const gateway = {
    url,
    taken,
    met,
    async goDown() {
      const gone = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await gone
    },
    async comeBack() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    charges: () => demo.counts().charges.map(({ taskId }) => taskId),
    async close() {
      server.closeAllConnections()
      server.close()
      await demo.close()
    },
  }

  async function ask(incoming: IncomingMessage, body: Buffer): Promise<Response> {
    return demo.handle(
      new Request(url + incoming.url, {
        method: incoming.method ?? 'GET',
        headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
          value === undefined || name === 'connection'
            ? []
            : [[name, String(value)] as [string, string]],
        ),
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      }),
    )
  }

  async function submit(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse) {
    const number = Number(/#(\d+)/.exec(body.toString())?.[1] ?? -1)
    const behaviour = seen.has(number) ? null : behaviourOf(number)
    seen.add(number)
    if (behaviour !== null) met.set(behaviour.name, (met.get(behaviour.name) ?? 0) + 1)
    if (behaviour === null || behaviour.charges) {
      const reply = await ask(incoming, body)
      const text = await reply.text()
      const id = /"result":"?([\w-]+)/.exec(text)?.[1]
      if (id !== undefined) taken.set(number, [...(taken.get(number) ?? []), id])
      return say(outgoing, behaviour?.answer(text) ?? { type: 'own' }, reply, text)
    }
    return say(outgoing, behaviour.answer(''), null, '')
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (incoming.url?.includes('/submit/')) return submit(incoming, body, outgoing)
    if (/\/(pictures|mj\/image)\//.test(incoming.url ?? '')) {
      outgoing.writeHead(200, { 'content-type': 'image/png' }).end(littlePicture)
      return
    }
    const reply = await ask(incoming, body)
    outgoing.writeHead(reply.status, Object.fromEntries(reply.headers))
    outgoing.end(
      relocate === undefined ? await bytesOf(reply) : moved(await reply.text(), relocate),
    )
  }

  server.on('request', (incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy())
  })
  return gateway
}

async function bytesOf(reply: Response): Promise<Buffer> {
  return Buffer.from(await reply.arrayBuffer())
}

function moved(text: string, relocate: (address: string) => string): string {
  return text.replaceAll(
    /"imageUrl":"([^"]+)"/g,
    (_, address: string) => `"imageUrl":${JSON.stringify(relocate(address))}`,
  )
}

async function say(
  outgoing: ServerResponse,
  answer: ReturnType<Behaviour['answer']>,
  own: Response | null,
  text: string,
): Promise<void> {
  if (answer.type === 'reset') {
    outgoing.destroy()
    return
  }
  if (answer.afterMs !== undefined) await delay(answer.afterMs)
  if (answer.type === 'instead') {
    outgoing.writeHead(answer.status, answer.headers).end(answer.body)
    return
  }
  outgoing.writeHead(own?.status ?? 200, { 'content-type': 'application/json' })
  outgoing.end(answer.rewrite?.(text) ?? text)
}
