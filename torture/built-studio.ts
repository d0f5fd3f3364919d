/** A built studio as its owner starts it, asked by hands that decide every header. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { startStudio, type StudioProcess } from '../e2e/processes'

export type Reply = { status: number; headers: IncomingHttpHeaders; bytes: Buffer }

export type Knock = {
  method?: string
  /** Sent as they stand, `Host` and `Cookie` included. */
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** From which address of this machine. */
  from?: string
}

export type BuiltStudio = StudioProcess & {
  port: number
  /** Its data folder. */
  folder: string
  /** `name=value` of a session of the owner. */
  cookie: string
  /** Anybody's request. */
  knock(at: string, knock?: Knock): Promise<Reply>
  /** The owner's own page. */
  get(at: string): Promise<Reply>
  post(at: string, body?: unknown): Promise<Reply>
}

export async function openBuiltStudio(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<BuiltStudio> {
  // Two scenarios may begin at once: a port that is only looked for could be taken by the other.
  const running = await startStudio({ PORT: '0', SAFELIGHT_DATA: folder, ...env })
  const { url } = running
  const knockHere = (at: string, one: Knock = {}) => knock(url, at, one)
  const own = { origin: url, 'x-safelight': '1', 'content-type': 'application/json' }
  const token = running.signInUrl.split('#t=')[1]!
  const body = JSON.stringify({ token })
  const signedIn = await knockHere('/api/login', { method: 'POST', headers: own, body })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  return {
    ...running,
    port: Number(new URL(url).port),
    folder,
    cookie,
    knock: knockHere,
    get: (at) => knockHere(at, { headers: { cookie } }),
    post: (at, value = {}) =>
      knockHere(at, {
        method: 'POST',
        headers: { ...own, cookie },
        body: JSON.stringify(value),
      }),
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** `at` goes out letter by letter, so that nothing tidies up what is crooked on purpose. */
function knock(
  url: string,
  at: string,
  { method = 'GET', headers, body, from }: Knock,
): Promise<Reply> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        hostname,
        port,
        path: at,
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        ...(from === undefined ? {} : { localAddress: from }),
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            bytes: Buffer.concat(chunks),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Does something with each, a few at a time. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of rest) await work(item)
    }),
  )
}
