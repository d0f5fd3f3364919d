import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import type { Submission } from '@/lib/mj/submission'
import { createGateway, type GatewayOptions } from './client'
import { plusDialect } from './dialects/plus'
import { NotConnectedError } from './transport'

const canary = 'sk-CANARY0123456789abcdef'
const imagine: Submission = { verb: 'imagine', prompt: 'a red fox' }
const accepted = '{"code":1,"description":"ok","result":"1320098173412546","properties":{}}'

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void
const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

/** A real server on loopback that answers as told and remembers what it saw. */
async function listen(handler: Handler) {
  const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] =
    []
  const sockets = new Set<unknown>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString()
      seen.push({ method, url, headers, body })
      sockets.add(request.socket)
      handler(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  return { seen, sockets, url: `http://127.0.0.1:${port}` }
}

function gatewayAt(baseUrl: string, options: Partial<GatewayOptions> = {}) {
  return createGateway({
    id: 'g',
    name: 'Test',
    baseUrl,
    key: canary,
    auth: 'bearer',
    dialect: plusDialect,
    ...options,
  })
}

const answering =
  (text: string, status = 200, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
  }

describe('a submit', () => {
  test('travels once, with the key, the state and the fields of its verb', async () => {
    const server = await listen(answering(accepted))
    const outcome = await gatewayAt(server.url).submit(imagine, 'token-1')
    expect(outcome).toEqual({
      type: 'accepted',
      taskId: '1320098173412546',
      description: 'ok',
      ahead: null,
    })
    expect(server.seen).toHaveLength(1)
    const [request] = server.seen
    expect(request).toMatchObject({ method: 'POST', url: '/mj/submit/imagine' })
    expect(request?.headers.authorization).toBe(`Bearer ${canary}`)
    expect(JSON.parse(request?.body ?? '')).toEqual({
      prompt: 'a red fox',
      base64Array: [],
      state: 'token-1',
    })
  })

  test('uses a new connection every time', async () => {
    const server = await listen(answering(accepted))
    const gateway = gatewayAt(server.url)
    await gateway.submit(imagine, '1')
    await gateway.submit(imagine, '2')
    expect(server.sockets.size).toBe(2)
    expect(server.seen[0]?.headers.connection).toBe('close')
  })

  test('keeps an id that arrives as a long number', async () => {
    const server = await listen(answering('{"code":1,"result":1619855216344100864}'))
    expect(await gatewayAt(server.url).submit(imagine, 's')).toMatchObject({
      taskId: '1619855216344100864',
    })
  })

  test('whose connection is refused is not sent', async () => {
    const server = await listen(answering(accepted))
    await closers.pop()?.()
    expect(await gatewayAt(server.url).submit(imagine, 's')).toEqual({
      type: 'not-sent',
      detail: 'no connection (ECONNREFUSED)',
    })
  })

  test('to a name that does not exist is not sent', async () => {
    const outcome = await gatewayAt('https://gateway.invalid').submit(imagine, 's')
    expect(outcome.type).toBe('not-sent')
  })

  test('whose TLS handshake fails is not sent', async () => {
    const server = await listen(answering(accepted))
    const outcome = await gatewayAt(server.url.replace('http:', 'https:')).submit(imagine, 's')
    expect(outcome.type).toBe('not-sent')
    expect(server.seen).toEqual([])
  })

  test.each<[string, Handler]>([
    ['reset before the answer', (request) => void request.socket.destroy()],
    [
      'reset within the answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '500' }).write('{"code":1,"result":"13200')
        setImmediate(() => request.socket.destroy())
      },
    ],
    ['cut JSON', answering(accepted.slice(0, 40))],
    ['an empty answer', answering('')],
    ['a web page with 200', answering('<html><body>Sign in</body></html>')],
    ['a web page with 502', answering('<html><h1>502 Bad Gateway</h1></html>', 502)],
    ['524 from a CDN', answering('<html>A timeout occurred</html>', 524)],
    ['code 5', answering('{"code":5,"description":"do_request_failed "}', 400)],
    ['a success without an id', answering('{"code":1,"result":""}')],
    ['nesting without end', answering('['.repeat(100_000) + ']'.repeat(100_000))],
    [
      'more bytes than any answer has',
      answering(`{"code":1,"result":"1","x":"${'y'.repeat(8_000_001)}"}`),
    ],
    [
      'a compressed bomb',
      answering(gzipSync(Buffer.alloc(60_000_000, 32)) as unknown as string, 200, {
        'content-encoding': 'gzip',
      }),
    ],
    ['a status no one knows', answering(accepted, 999)],
  ])('that ends in %s is unknown, and never sent again', async (_name, handler) => {
    const server = await listen(handler)
    const outcome = await gatewayAt(server.url).submit(imagine, 's')
    expect(outcome.type).toBe('unknown')
    expect(server.seen).toHaveLength(1)
  })

  test('that waits too long for headers is unknown', async () => {
    const server = await listen(() => undefined)
    const outcome = await gatewayAt(server.url, { submitTimeoutMs: 60 }).submit(imagine, 's')
    expect(outcome).toMatchObject({ type: 'unknown', detail: expect.stringContaining('timeout') })
  })

  test('that waits too long for the end of a body is unknown', async () => {
    const server = await listen((_request, response) => void response.writeHead(200).write('{'))
    const outcome = await gatewayAt(server.url, { submitTimeoutMs: 60 }).submit(imagine, 's')
    expect(outcome.type).toBe('unknown')
  })

  test('reads a compressed answer', async () => {
    const packed = gzipSync(accepted) as unknown as string
    const server = await listen(answering(packed, 200, { 'content-encoding': 'gzip' }))
    expect(await gatewayAt(server.url).submit(imagine, 's')).toMatchObject({ type: 'accepted' })
  })

  test.each([301, 302, 303, 307, 308])(
    'answered with %i is unknown, and the key stays home',
    async (status) => {
      const thief = await listen(answering(accepted))
      const server = await listen(
        answering('', status, { location: `${thief.url}/mj/submit/imagine` }),
      )
      expect(await gatewayAt(server.url).submit(imagine, 's')).toMatchObject({ type: 'unknown' })
      expect(thief.seen).toEqual([])
    },
  )

  test('with a parent id that is a path never leaves', async () => {
    const server = await listen(answering(accepted))
    for (const taskId of [
      '../../admin',
      '1/../2',
      'a b',
      '',
      '%2e%2e',
      'x'.repeat(65),
      '1?k=2',
      '一',
    ]) {
      const submission = { verb: 'action', taskId, customId: 'MJ::JOB::upsample::1::u' } as const
      expect(await gatewayAt(server.url).submit(submission, 's')).toMatchObject({
        type: 'refused',
        reason: 'invalid-request',
      })
      expect(await gatewayAt(server.url).fetch(taskId)).toMatchObject({ type: 'unreadable' })
      await expect(gatewayAt(server.url).seed(taskId)).rejects.toThrow(StudioError)
      await expect(gatewayAt(server.url).cancel(taskId)).rejects.toThrow(StudioError)
    }
    expect(server.seen).toEqual([])
  })
})

describe('an injected transport', () => {
  const failing = (error: unknown) =>
    gatewayAt('http://demo', { send: () => Promise.reject(error) }).submit(imagine, 's')

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
    'failing with %s has not sent',
    async (code) => {
      expect(await failing(Object.assign(new Error('no'), { code }))).toMatchObject({
        type: 'not-sent',
      })
    },
  )

  test('failing with our own error has not sent', async () => {
    expect(await failing(new NotConnectedError('no'))).toMatchObject({ type: 'not-sent' })
  })

  test.each([
    new Error('reset'),
    Object.assign(new Error('no'), { code: 'ECONNRESET' }),
    'text',
    null,
  ])('failing with %s may have sent', async (error) => {
    expect(await failing(error)).toMatchObject({ type: 'unknown' })
  })

  test('also serves the pictures of its own host, without the key', async () => {
    const png = Buffer.from('89504e470d0a1a0a00', 'hex')
    const requests: Request[] = []
    const gateway = gatewayAt('http://demo', {
      send: async (request) => {
        requests.push(request)
        return new Response(png, { headers: { 'content-type': 'image/png' } })
      },
    })
    const picture = await gateway.readPicture('http://demo/pictures/1.png')
    expect(picture.type).toBe('image/png')
    expect(requests.map((request) => [...request.headers.keys()])).toEqual([['accept']])
    await expect(gateway.readPicture('http://10.0.0.1/1.png')).rejects.toThrow('refused')
    expect(requests).toHaveLength(1)
  })

  test('is asked for what new-api wrongly addresses to localhost', async () => {
    const urls: string[] = []
    const gateway = gatewayAt('https://gateway.example', {
      send: async (request) => {
        urls.push(request.url)
        return new Response(Buffer.from('ffd8ff00', 'hex'))
      },
    })
    await gateway.readPicture('http://localhost:3000/mj/image/123?rand=4')
    expect(urls).toEqual(['https://gateway.example/mj/image/123?rand=4'])
  })
})

test('pictures of private hosts are read only where the owner allowed the host', async () => {
  const png = Buffer.from('89504e470d0a1a0a00', 'hex')
  const cdn = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  })
  const gateway = 'https://gateway.example'
  const imageHosts = [new URL(cdn.url).host]
  await expect(gatewayAt(gateway).readPicture(`${cdn.url}/1.png`)).rejects.toThrow('refused')
  expect((await gatewayAt(gateway, { imageHosts }).readPicture(`${cdn.url}/1.png`)).bytes).toEqual(
    png,
  )
  expect(cdn.seen.map(({ headers }) => headers.authorization)).toEqual([undefined])
})

describe('the key', () => {
  test.each([
    ['bearer', { authorization: `Bearer ${canary}` }],
    ['raw', { authorization: canary }],
    ['mj-api-secret', { 'mj-api-secret': canary }],
    ['both', { authorization: `Bearer ${canary}`, 'mj-api-secret': canary }],
  ] as const)('travels as %s', async (auth, expected) => {
    const server = await listen(answering('[]'))
    await gatewayAt(server.url, { auth }).list(['1'])
    const { authorization, 'mj-api-secret': secret } = server.seen[0]?.headers ?? {}
    expect({
      ...(authorization && { authorization }),
      ...(secret && { 'mj-api-secret': secret }),
    }).toEqual(expected)
  })

  test('is absent from the object, from outcomes and from errors', async () => {
    const server = await listen(answering(`{"error":{"message":"Invalid token ${canary}"}}`, 401))
    const gateway = gatewayAt(server.url)
    const outcome = await gateway.submit(imagine, 's')
    expect(outcome).toMatchObject({ type: 'refused', reason: 'key-refused' })
    const read = [await gateway.fetch('1'), await gateway.list(['1']), await gateway.seed('1')]
    expect(JSON.stringify([gateway, Object.entries(gateway), outcome, read])).not.toContain(
      'CANARY',
    )
    expect(() => gatewayAt(server.url, { key: `${canary}\n` })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('CANARY') }),
    )
  })

  test('leads to a refusal, not to polling, when it is not accepted', async () => {
    const server = await listen(answering('', 401))
    expect(await gatewayAt(server.url).fetch('1')).toEqual({ type: 'key-refused' })
    expect(await gatewayAt(server.url).list(['1'])).toEqual({ type: 'key-refused' })
  })
})

describe('a base URL', () => {
  test.each([
    ['', '/mj/submit/imagine'],
    ['/', '/mj/submit/imagine'],
    ['/mj', '/mj/submit/imagine'],
    ['/mj/', '/mj/submit/imagine'],
    ['/api', '/api/mj/submit/imagine'],
    ['/mj-relax', '/mj-relax/mj/submit/imagine'],
    ['/fast/mj/', '/mj-fast/mj/submit/imagine'],
    ['/api/turbo/mj/submit/imagine', '/api/mj-turbo/mj/submit/imagine'],
  ])('ending in "%s" leads to %s', async (path, expected) => {
    const server = await listen(answering(accepted))
    await gatewayAt(server.url + path).submit(imagine, 's')
    expect(server.seen[0]?.url).toBe(expected)
  })

  test('gives way to the speed of the submission, and to none in reads', async () => {
    const server = await listen(answering(accepted))
    const gateway = gatewayAt(`${server.url}/mj-relax`)
    await gateway.submit({ ...imagine, speed: 'turbo' }, 's')
    await gateway.fetch('7')
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/mj-turbo/mj/submit/imagine',
      '/mj/task/7/fetch',
    ])
  })

  test.each([
    'http://gateway.example',
    'http://8.8.8.8',
    'ftp://gateway.example',
    'https://me:secret@gateway.example',
    'gateway.example',
    '',
  ])('%j is refused', (baseUrl) => {
    expect(() => gatewayAt(baseUrl)).toThrow(StudioError)
  })

  test.each([
    'http://localhost:6018',
    'http://192.168.1.2',
    'http://midjourney-proxy:8080',
    'http://[::1]:1',
    'http://demo.safelight.invalid',
  ])('%s may be plain HTTP', (baseUrl) => {
    expect(gatewayAt(baseUrl).id).toBe('g')
  })
})

describe('reads', () => {
  test('a date in Retry-After counts from now', async () => {
    const now = Date.UTC(2026, 10, 21, 3, 0, 0)
    const header = new Date(now + 42_000).toUTCString()
    const server = await listen(answering('', 429, { 'retry-after': header }))
    const gateway = gatewayAt(server.url, { now: () => now })
    expect(await gateway.fetch('1')).toMatchObject({ type: 'unreadable', retryAfterMs: 42_000 })
    expect(await gateway.submit(imagine, 's')).toMatchObject({
      type: 'refused-for-now',
      retryAfterMs: 42_000,
    })
  })

  test('time out by themselves', async () => {
    const server = await listen(() => undefined)
    const gateway = gatewayAt(server.url, { readTimeoutMs: 50, submitTimeoutMs: 60 })
    expect(await gateway.fetch('1')).toMatchObject({ type: 'unreadable' })
    expect(await gateway.listRecent()).toMatchObject({ type: 'unreadable' })
    await expect(gateway.seed('1')).rejects.toMatchObject({ kind: 'gateway-timeout' })
  })

  test('a web page is unreadable, in words', async () => {
    const page = '<!doctype html><title>Wait</title><script>alert(1)</script><p>Checking &c</p>'
    const server = await listen(answering(page, 200))
    expect(await gatewayAt(server.url).fetch('1')).toEqual({
      type: 'unreadable',
      detail: 'web page instead of an answer (HTTP 200)',
      retryAfterMs: null,
    })
  })

  test('more than a hundred ids at once are a mistake of ours', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(index))
    await expect(gatewayAt('http://demo').list(ids)).rejects.toThrow(StudioError)
  })
})
