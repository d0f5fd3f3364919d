import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { lookup } from 'node:dns'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { safePost } from './safe-post'
import { createTransport, type Transport } from './transport'

let port: number
let requests: string[]
let close: () => void

beforeEach(async () => {
  requests = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${body}`)
      response.writeHead(302, { location: '/elsewhere' }).end('x'.repeat(100_000))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  close = () => {
    server.close()
    server.closeAllConnections()
  }
})
afterEach(() => close())

/** Every connection leads to the server of the test, whatever its address. */
const connect = (): Transport => (request) => {
  const url = new URL(request.url)
  url.host = `127.0.0.1:${port}`
  return createTransport()(new Request(url, request))
}

test('is sent once, and what it answers leads nowhere', async () => {
  expect(await safePost('http://tool.example/hook?a=1', '{"id":"1"}', { connect })).toBe(302)
  expect(requests).toEqual(['POST /hook?a=1 {"id":"1"}'])
})

test.each([
  'http://127.0.0.1/hook',
  'http://[::1]/hook',
  'http://192.168.1.9/hook',
  'http://169.254.169.254/latest',
  'http://tool.example:8080/hook',
  'http://user:pass@tool.example/hook',
  'ftp://tool.example/hook',
  'not an address',
])('%s is refused before anything is dialled', async (address) => {
  await expect(safePost(address, '{}', { connect })).rejects.toMatchObject({ kind: 'forbidden' })
  expect(requests).toEqual([])
})

test('a name of a private address is not dialled', async () => {
  const resolve = ((_name: string, _options: object, callback: Function) =>
    callback(null, [{ address: '10.0.0.1', family: 4 }])) as unknown as typeof lookup
  await expect(safePost('http://tool.example/', '{}', { resolve })).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('nobody is waited for longer than the time there is', async () => {
  const never: () => Transport = () => () => new Promise(() => {})
  const waiting = safePost('http://tool.example/', '{}', { connect: never, timeoutMs: 20 })
  await expect(waiting).rejects.toMatchObject({ kind: 'gateway-timeout' })
})
