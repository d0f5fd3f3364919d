import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createTransport, NotConnectedError } from './transport'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A bare socket server: what happens below HTTP. */
async function listen(
  onSocket: (socket: Socket) => void,
): Promise<{ port: number; sockets: Socket[] }> {
  const sockets: Socket[] = []
  const server: Server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, sockets }
}

describe('nothing has left', () => {
  test('when a name is never resolved', async () => {
    const send = createTransport({ connectTimeoutMs: 40, lookup: () => undefined })
    await expect(send(new Request('http://gateway.example/'))).rejects.toThrow(NotConnectedError)
  })

  test('when the other side never shakes hands', async () => {
    const { port, sockets } = await listen(() => undefined)
    const send = createTransport({ connectTimeoutMs: 80 })
    const request = new Request(`https://127.0.0.1:${port}/`, { method: 'POST', body: 'paid' })
    await expect(send(request)).rejects.toThrow(NotConnectedError)
    expect(sockets).toHaveLength(1)
  })

  test('when the handshake is broken off', async () => {
    const { port } = await listen((socket) => socket.destroy())
    const request = new Request(`https://127.0.0.1:${port}/`, { method: 'POST', body: 'paid' })
    await expect(createTransport()(request)).rejects.toThrow(NotConnectedError)
  })
})

describe('it may have left', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['is closed as soon as it is open', (socket) => socket.destroy()],
    ['is reset at the first byte', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['speaks something else', (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')],
    [
      'ends after the status',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n')),
    ],
  ])('when the connection %s', async (_name, onSocket) => {
    const { port, sockets } = await listen(onSocket)
    const request = new Request(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'paid' })
    const error: unknown = await createTransport()(request).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(NotConnectedError)
    expect(sockets).toHaveLength(1)
  })
})

test('the connection is closed when an answer has been read, and when it is not read', async () => {
  const { port, sockets } = await listen((socket) =>
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')),
  )
  const send = createTransport()
  const closed = () => new Promise((resolve) => sockets.at(-1)?.once('close', resolve))
  const read = await send(new Request(`http://127.0.0.1:${port}/`))
  const afterRead = closed()
  expect(await read.text()).toBe('ok')
  await afterRead
  const unread = await send(new Request(`http://127.0.0.1:${port}/`))
  const afterCancel = closed()
  await unread.body?.cancel()
  await afterCancel
  expect(sockets).toHaveLength(2)
})
