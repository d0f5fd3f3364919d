import { createServer, request as send, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { admit, harden, type Ring, ringLimits } from './ring'
import { contentSecurityPolicy, isPagePath, nonceOf } from './ring-policy'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections()
})

const local: Ring = {
  guard: { origin: null, allowAddresses: false },
  trustedProxies: [],
  isDevelopment: false,
}

/** A server behind the ring that answers with the headers it was given. */
async function listen(ring: Ring): Promise<number> {
  const server = createServer(ringLimits, (request, response) => {
    if (admit(request, response, ring)) response.end(JSON.stringify(request.headers))
  })
  harden(server, ring.isDevelopment)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

type Answer = { status: number; headers: IncomingHttpHeaders; seen: Record<string, string> }

function get(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send({ port, path, host: '127.0.0.1', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          seen: text.startsWith('{') ? (JSON.parse(text) as Record<string, string>) : {},
        })
      })
    })
    request.on('error', reject)
    request.end()
  })
}

describe('admit', () => {
  test.each(['/', '/api/me', '/_next/static/a.js', '/mj/submit/imagine', '/images/a/256'])(
    'a foreign host reaches nothing at %s',
    async (path) => {
      const port = await listen(local)
      const answer = await get(port, path, { host: 'evil.test' })
      expect(answer.status).toBe(421)
      expect(answer.headers.connection).toBe('close')
    },
  )

  test('an absolute target is refused', async () => {
    const port = await listen(local)
    expect((await get(port, 'http://evil.test/')).status).toBe(400)
  })

  test('a Server Action is not found', async () => {
    const port = await listen(local)
    expect((await get(port, '/', { 'Next-Action': 'abc' })).status).toBe(404)
  })

  test.each([
    'x-middleware-subrequest',
    'X-Middleware-Prefetch',
    'x-nextjs-data',
    'x-invoke-path',
    'x-matched-path',
    'x-now-route-matches',
    'x-prerender-revalidate',
    'next-resume',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'forwarded',
    'x-real-ip',
    'x-nonce',
  ])('a forged %s is forgotten', async (name) => {
    const port = await listen(local)
    const { status, seen } = await get(port, '/api/me', { [name]: '6.6.6.6' })
    expect(status).toBe(200)
    expect(JSON.stringify(seen)).not.toContain('6.6.6.6')
  })

  test('what Next needs to navigate stays', async () => {
    const port = await listen(local)
    const { seen } = await get(port, '/', { rsc: '1', 'next-url': '/library' })
    expect(seen).toMatchObject({ rsc: '1', 'next-url': '/library' })
  })

  test('the peer is the socket, whatever the client says', async () => {
    const port = await listen(local)
    const { seen } = await get(port, '/api/login', {
      'x-forwarded-for': '6.6.6.6',
      'x-safelight-peer': '6.6.6.6',
    })
    expect(seen['x-safelight-peer']).toBe('127.0.0.1')
  })

  test('a trusted proxy tells the peer, and only in the entry it wrote itself', async () => {
    const port = await listen({ ...local, trustedProxies: ['127.0.0.1'] })
    const { seen } = await get(port, '/', { 'x-forwarded-for': '6.6.6.6, 10.0.0.7' })
    expect(seen['x-safelight-peer']).toBe('10.0.0.7')
    expect((await get(port, '/')).seen['x-safelight-peer']).toBe('127.0.0.1')
  })

  test('each page has a policy and a nonce of its own; data has none from here', async () => {
    const port = await listen(local)
    const first = await get(port, '/library?q=1', { 'content-security-policy': "'nonce-forged'" })
    const second = await get(port, '/')
    const policy = first.headers['content-security-policy']
    expect(policy).toBe(first.seen['content-security-policy'])
    expect(policy).not.toContain('forged')
    expect(policy).not.toBe(second.headers['content-security-policy'])
    expect((await get(port, '/api/me')).headers['content-security-policy']).toBe(undefined)
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
  })

  test('an upgrade is hung up on', async () => {
    const port = await listen(local)
    const socket = connect(port, '127.0.0.1')
    const closed = new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk.toString()
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(text))
    })
    socket.write(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    expect(await closed).toBe('')
  })
})

test('a policy allows no inline script and, outside development, no eval', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1)
  expect(contentSecurityPolicy('abc', true)).toContain('unsafe-eval')
})

test('the nonce of a policy is found in it', () => {
  expect(nonceOf(contentSecurityPolicy('q/+=', false))).toBe('q/+=')
  expect(nonceOf('')).toBeUndefined()
})

test.each([
  ['/', true],
  ['/t/abc', true],
  ['/apiary', true],
  ['/images-of-mine', true],
  ['/api', false],
  ['/api/me', false],
  ['/images/a/256', false],
  ['/mj/task/a/fetch', false],
  ['/mj-fast/mj/submit/imagine', false],
  ['/_next/static/a.js', false],
])('%s is a page: %s', (path, page) => {
  expect(isPagePath(path)).toBe(page)
})
