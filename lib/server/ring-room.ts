import 'server-only'
/**
 * Room for newcomers. A connection between two requests may stay, so that a proxy's next request does not meet a
 * socket that is just being closed; but the ring admits only so many, and idle ones must not shut anybody out.
 */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export type RoomLimits = {
  /** From this many connections on, room is made. */
  crowd: number
  /** How long a connection may be idle in a crowd. */
  idleMs: number
  checkEveryMs: number
}

/** In a crowd closes whoever has been idle for long; connections with a request under way are left alone. */
export function keepRoom(server: Server, { crowd, idleMs, checkEveryMs }: RoomLimits): void {
  /** Since when they are idle, the longest first. */
  const idle = new Map<Socket, number>()
  server.on('request', ({ socket }, response) => {
    idle.delete(socket)
    response.once('close', () => {
      if (!socket.destroyed) idle.set(socket, performance.now())
    })
  })
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => idle.delete(socket))
  })
  const makeRoom = (count: number) => {
    if (count < crowd) return
    const longest = performance.now() - idleMs
    for (const [socket, since] of idle) {
      if (since > longest) break
      socket.destroy()
    }
  }
  const checking = setInterval(() => {
    server.getConnections((error, count) => makeRoom(error ? crowd : count))
  }, checkEveryMs)
  checking.unref()
  server.once('close', () => clearInterval(checking))
}
