/**
 * Where the pictures of a gateway are: a host of its own that errs, is away for a while, and forgets its links. Each
 * path has a picture of its own, so that one kept under another's name would be seen.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { chance } from '@/lib/demo/scene/noise'

export type CrookedCdn = {
  /** `host:port`. */
  host: string
  /** By name of a fault, how often it struck; and `good`. */
  told: ReadonlyMap<string, number>
  /** The hashes of all pictures that were ever handed out whole. */
  hashes: ReadonlySet<string>
  /** While true, connections are cut. */
  isAway: boolean
  /** An address of it that works for a while, for an address of the gateway's own. */
  sign(address: string): string
  close(): Promise<void>
}

const cdnFaults = ['500', 'reset', 'truncated', 'half', 'web page', 'slow'] as const
type CdnFault = (typeof cdnFaults)[number]

const badGateway = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'

export async function openCrookedCdn({
  seed,
  errorRate,
  lifeMs,
}: {
  seed: number
  errorRate: number
  lifeMs: number
}): Promise<CrookedCdn> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const told = new Map<string, number>()
  const hashes = new Set<string>()
  const pictures = new Map<string, Buffer>()
  let asked = 0
  const note = (name: string) => told.set(name, (told.get(name) ?? 0) + 1)

  const cdn = {
    host,
    told,
    hashes,
    isAway: false,
    sign(address: string) {
      const { pathname } = new URL(address)
      const ends = Math.ceil((Date.now() + lifeMs) / 1000)
      // One in two says when it ends, in Discord's form. Of the others nobody knows before they are refused.
      const saysSo = createHash('sha256').update(pathname).digest()[3]! % 2 === 0
      const query = saysSo ? `ex=${ends.toString(16)}` : `until=${ends}`
      return `http://${host}${pathname}?${query}&`
    },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }

  async function serve(target: string, outgoing: ServerResponse): Promise<void> {
    if (cdn.isAway) {
      note('away')
      outgoing.destroy()
      return
    }
    const url = new URL(target, `http://${host}`)
    if (endOf(url) <= Date.now()) {
      note('expired')
      outgoing
        .writeHead(404, { 'content-type': 'text/plain' })
        .end('This content is no longer available.')
      return
    }
    const bytes = pictures.get(url.pathname) ?? (await paint(url.pathname))
    pictures.set(url.pathname, bytes)
    asked += 1
    const isBad = chance(seed, 41, asked) < errorRate
    const fault = isBad ? cdnFaults[Math.floor(chance(seed, 42, asked) * cdnFaults.length)]! : null
    note(fault ?? 'good')
    if (fault === null || fault === 'slow') hashes.add(sha256(bytes))
    await hand(outgoing, bytes, fault)
  }

  server.on('request', (incoming, outgoing) => {
    serve(incoming.url ?? '/', outgoing).catch(() => outgoing.destroy())
  })
  return cdn
}

function endOf({ searchParams }: URL): number {
  const told = searchParams.get('ex')
  return 1000 * (told === null ? Number(searchParams.get('until')) : Number.parseInt(told, 16))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A colour that follows from the path. */
function paint(path: string): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(path).digest()
  return sharp({ create: { width: 64, height: 64, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer()
}

async function hand(
  outgoing: ServerResponse,
  bytes: Buffer,
  fault: CdnFault | null,
): Promise<void> {
  const picture = { 'content-type': 'image/png', 'content-length': bytes.length }
  switch (fault) {
    case '500':
      outgoing.writeHead(500).end()
      return
    case 'reset':
      outgoing.destroy()
      return
    case 'truncated':
      outgoing.writeHead(200, picture)
      outgoing.write(bytes.subarray(0, bytes.length >> 1))
      await delay(20)
      outgoing.destroy()
      return
    case 'half':
      // As a cache says it that has kept the half: nothing about the answer itself is wrong.
      outgoing
        .writeHead(200, { 'content-type': 'image/png' })
        .end(bytes.subarray(0, bytes.length >> 1))
      return
    case 'web page':
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end(badGateway)
      return
    case 'slow':
      outgoing.writeHead(200, picture)
      for (let at = 0; at < bytes.length; at += 32) {
        outgoing.write(bytes.subarray(at, at + 32))
        await delay(50)
      }
      outgoing.end()
      return
    case null:
      outgoing.writeHead(200, picture).end(bytes)
  }
}
