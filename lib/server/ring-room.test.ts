import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { ringLimits } from './ring'
import { keepRoom, type RoomLimits } from './ring-room'

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0)) step()
})

type Answering = (request: IncomingMessage, response: ServerResponse) => void

async function listen(limits: RoomLimits, answer: Answering, places = Infinity) {
  const server = createServer(ringLimits, answer)
  server.maxConnections = places
  keepRoom(server, limits)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => server.close().closeAllConnections())
  return (server.address() as AddressInfo).port
}

/** A client of one connection: asks, keeps it, and knows when it is closed. */
function visitor(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  undo.push(() => agent.destroy())
  const seen = { isClosed: false, keepAlive: '' }
  const ask = (path = '/') =>
    new Promise<boolean>((resolve, reject) => {
      const request = get({ port, host: '127.0.0.1', path, agent }, (response) => {
        seen.keepAlive = String(response.headers['keep-alive'])
        response.resume().on('end', () => resolve(request.reusedSocket))
      })
      request.on('socket', (socket) => socket.once('close', () => (seen.isClosed = true)))
      request.on('error', reject)
    })
  return { seen, ask }
}

const patient = { timeout: 15_000 }
const small = { crowd: 3, idleMs: 100, checkEveryMs: 20 }

test('an idle connection is promised longer than the proxies in use keep theirs', async () => {
  const guest = visitor(await listen(small, (_request, response) => response.end()))
  await guest.ask()
  const seconds = Number(/^timeout=(\d+)$/.exec(guest.seen.keepAlive)?.[1])
  expect(seconds).toBeGreaterThan(120)
})

test('without a crowd an idle connection stays, and takes the next request', async () => {
  const port = await listen(small, (_request, response) => response.end())
  const guests = [visitor(port), visitor(port)]
  await Promise.all(guests.map(({ ask }) => ask()))
  await new Promise((resolve) => setTimeout(resolve, 3 * small.idleMs))
  expect(await Promise.all(guests.map(({ ask }) => ask()))).toEqual([true, true])
})

test('in a crowd the long idle go, and whoever waits for an answer stays', async () => {
  const held: ServerResponse[] = []
  const port = await listen(small, ({ url }, response) => {
    if (url === '/wait') held.push(response)
    else response.end()
  })
  const idle = [visitor(port), visitor(port)]
  // A crowd by themselves: it lasts when the first of the idle has gone before the second is due.
  const waiting = [visitor(port), visitor(port), visitor(port)]
  await Promise.all(idle.map(({ ask }) => ask()))
  const answered = Promise.all(waiting.map(({ ask }) => ask('/wait')))
  const isClosed = ({ seen }: ReturnType<typeof visitor>) => seen.isClosed
  await expect.poll(() => idle.map(isClosed), patient).toEqual([true, true])
  await expect.poll(() => held.length, patient).toBe(waiting.length)
  expect(waiting.map(isClosed)).toEqual([false, false, false])
  for (const response of held) response.end()
  expect(await answered).toEqual([false, false, false])
})

test('a house full of idle connections has a place for a newcomer', async () => {
  const port = await listen(small, (_request, response) => response.end(), 3)
  await Promise.all([visitor(port).ask(), visitor(port).ask(), visitor(port).ask()])
  await expect.poll(() => visitor(port).ask().catch(String), patient).toBe(false)
})
