import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { lookup } from 'node:dns'
import { afterEach, describe, expect, test } from 'vitest'
import { pictureAccept, pictureReader } from './result-body'
import { ensurePublicUrl, safeGet as safeGetAny, type SafeGetOptions } from './safe-get'

const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
type PictureOptions = SafeGetOptions & { maxBytes?: number }
const safeGet = (address: string, { maxBytes, ...options }: PictureOptions = {}) =>
  safeGetAny(address, { accept: pictureAccept, body: pictureReader(maxBytes) }, options)

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function listen(handler: RequestListener) {
  const seen: { url: string; headers: object }[] = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers })
    handler(request, response)
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
  return { seen, port, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` }
}

/** A name server that gives the answers one after the other, the last one for ever. */
function namesOf(...answers: string[][]): { resolve: typeof lookup; asked: string[] } {
  const asked: string[] = []
  const resolve = (
    name: string,
    _options: object,
    callback: (error: null, addresses: { address: string; family: number }[]) => void,
  ) => {
    asked.push(name)
    const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? []
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { resolve: resolve as unknown as typeof lookup, asked }
}

const refusedUrls = [
  'http://127.0.0.1/a.png',
  'http://127.1/a.png',
  'http://2130706433/a.png',
  'http://0x7f.1/a.png',
  'http://0x7f000001/a.png',
  'http://0177.0.0.1/a.png',
  'http://①②⑦.⓪.⓪.①/a.png',
  'http://127.0.0.1./a.png',
  'http://0.0.0.0/a.png',
  'http://0/a.png',
  'http://10.1.2.3/a.png',
  'http://100.64.0.1/a.png',
  'http://169.254.169.254/latest/meta-data/',
  'http://172.16.0.1/a.png',
  'http://172.31.255.255/a.png',
  'http://192.168.1.1/a.png',
  'http://192.0.2.1/a.png',
  'http://198.18.0.1/a.png',
  'http://224.0.0.1/a.png',
  'http://255.255.255.255/a.png',
  'http://[::1]/a.png',
  'http://[::]/a.png',
  'http://[::ffff:127.0.0.1]/a.png',
  'http://[::ffff:7f00:1]/a.png',
  'http://[0:0:0:0:0:ffff:10.0.0.1]/a.png',
  'http://[::127.0.0.1]/a.png',
  'http://[::ffff:0:127.0.0.1]/a.png',
  'http://[64:ff9b::7f00:1]/a.png',
  'http://[2002:7f00:1::]/a.png',
  'http://[2001:0:1::]/a.png',
  'http://[2001:10::1]/a.png',
  'http://[3fff::1]/a.png',
  'http://[5f00::1]/a.png',
  'http://[fc00::1]/a.png',
  'http://[fd00:ec2::254]/a.png',
  'http://[fe80::1]/a.png',
  'http://[ff02::1]/a.png',
  'https://cdn.example:8443/a.png',
  'http://cdn.example:22/a.png',
  'https://8.8.8.8:3000/a.png',
  'https://user@cdn.example/a.png',
  'https://user:secret@cdn.example/a.png',
  'ftp://cdn.example/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:alert(1)',
]

describe('an address', () => {
  test.each(refusedUrls)('%s is refused before anything is dialled', async (address) => {
    const options: SafeGetOptions = {
      connect: () => () => Promise.reject(new Error('dialled')),
    }
    await expect(safeGet(address, options)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test.each(['', 'no address', '//cdn.example/a.png', 'http://', 'https://[::1'])(
    '%j is none',
    async (address) => {
      await expect(safeGet(address)).rejects.toMatchObject({ kind: 'forbidden' })
    },
  )

  test.each([
    'https://cdn.discordapp.com/attachments/1/2/a.png?ex=67cefb57&is=67cda9d7&hm=b87e&',
    'http://cdn.example/a.png',
    'https://cdn.example:443/a.png',
    'http://cdn.example:443/a.png',
    'https://8.8.8.8/a.png',
    'https://[2606:4700::1111]/a.png',
    'https://172.32.0.1/a.png',
    'https://localhost.example/a.png',
  ])('%s is public', (address) => {
    expect(() => ensurePublicUrl(new URL(address), new Set())).not.toThrow()
  })
})

describe('a name', () => {
  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '169.254.169.254',
    'fd00::1',
    '64:ff9b::a00:1',
  ])('of %s is refused', async (address) => {
    const { resolve, asked } = namesOf([address])
    await expect(safeGet('http://cdn.example/a.png', { resolve })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect(asked).toEqual(['cdn.example'])
  })

  test('of one public and one private address is refused', async () => {
    const { resolve } = namesOf(['93.184.216.34', '127.0.0.1'])
    await expect(safeGet('http://cdn.example/a.png', { resolve })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('without addresses is refused', async () => {
    const { resolve } = namesOf([])
    await expect(safeGet('http://cdn.example/a.png', { resolve })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('is asked once for each connection: the address that was checked is the one dialled', async () => {
    const { resolve, asked } = namesOf(['127.0.0.1'], ['93.184.216.34'])
    await expect(safeGet('http://cdn.example/a.png', { resolve })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect(asked).toHaveLength(1)
  })
})

describe('an allowed host', () => {
  test('may be private and on any port, and sees neither key nor cookie', async () => {
    const server = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).end(png)
    })
    const options = { allowedHosts: new Set([server.host]) }
    expect(await safeGet(`${server.url}/a.png`, options)).toEqual({ bytes: png, type: 'image/png' })
    expect(Object.keys(server.seen[0]?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ])
  })

  test.each([
    ['another port', (port: number) => `http://127.0.0.1:${port + 1}/a.png`],
    ['metadata', () => 'http://169.254.169.254/'],
    ['a local file', () => 'file:///etc/passwd'],
    ['a name for loopback', (port: number) => `http://localhost:${port}/a.png`],
  ])('that redirects to %s is not followed', async (_name, target) => {
    const server = await listen((_request, response) => {
      response.writeHead(302, { location: target(server.port) }).end()
    })
    const options = { allowedHosts: new Set([server.host]) }
    await expect(safeGet(server.url, options)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(server.seen).toHaveLength(1)
  })

  test('may redirect three times, not four', async () => {
    const server = await listen((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.writeHead(200, { 'content-type': 'image/png' }).end(png)
      else response.writeHead(307, { location: `/${left - 1}` }).end()
    })
    const options = { allowedHosts: new Set([server.host]) }
    expect((await safeGet(`${server.url}/3`, options)).type).toBe('image/png')
    await expect(safeGet(`${server.url}/4`, options)).rejects.toThrow('too many redirects')
  })
})

describe('bytes', () => {
  const get = async (handler: RequestListener, options: PictureOptions = {}) => {
    const server = await listen(handler)
    return await safeGet(server.url, { allowedHosts: new Set([server.host]), ...options })
  }
  const sending =
    (body: Buffer | string, type: string, status = 200): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    }

  test.each([
    ['image/png', png, 'image/png'],
    ['application/octet-stream', Buffer.from('ffd8ffe000', 'hex'), 'image/jpeg'],
    ['image/jpeg; charset=binary', Buffer.from('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
  ])('declared as %s have the type they show', async (declared, body, type) => {
    expect(await get(sending(body, declared))).toMatchObject({ type })
  })

  test.each([
    ['text/html', png],
    ['image/svg+xml', '<svg/>'],
    ['image/gif', 'GIF89a'],
    ['image/avif', png],
    ['image/png', '<html>an error page'],
    ['application/octet-stream', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['image/png', ''],
  ])('declared as %s are refused when they are no picture', async (declared, body) => {
    await expect(get(sending(body, declared))).rejects.toMatchObject({ kind: 'unsupported-type' })
  })

  test.each([
    [403, 'not-found'],
    [404, 'not-found'],
    [410, 'not-found'],
    [500, 'gateway-unreachable'],
    [204, 'gateway-unreachable'],
  ])('answered with %i are %s', async (status, kind) => {
    await expect(get(sending('', 'image/png', status))).rejects.toMatchObject({ kind })
  })

  test('beyond the limit are cut, declared or not', async () => {
    const large = Buffer.concat([png, Buffer.alloc(200_000)])
    const options = { maxBytes: 100_000 }
    await expect(get(sending(large, 'image/png'), options)).rejects.toMatchObject({
      kind: 'too-large',
    })
    const endless: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      const more = () => {
        while (response.write(large));
        response.once('drain', more)
      }
      more()
    }
    await expect(get(endless, options)).rejects.toMatchObject({ kind: 'too-large' })
  })

  test('that never come, or never end, run into the deadline', async () => {
    const options = { timeoutMs: 60 }
    await expect(get(() => undefined, options)).rejects.toMatchObject({ kind: 'gateway-timeout' })
    const dripping: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).write(png)
    }
    await expect(get(dripping, options)).rejects.toMatchObject({ kind: 'gateway-timeout' })
  })

  test('that break off are an unreachable host', async () => {
    const breaking: RequestListener = (request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '500' }).write(png)
      setImmediate(() => request.socket.destroy())
    }
    await expect(get(breaking)).rejects.toMatchObject({ kind: 'gateway-unreachable' })
  })
})
