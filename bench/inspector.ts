/** What a process holds, asked through the door that node leaves open for debuggers; the studio itself knows of nothing. */
import { readFile } from 'node:fs/promises'
import { WebSocket } from 'undici'

export type Held = { heapMb: number; rssMb: number }

/** With these in its environment a process can be asked. The port is a free one, on loopback. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const

/** What is still needed, after the garbage has been collected, and what the system has given. */
export async function heldBy(running: { pid: number; output(): string }): Promise<Held> {
  const address = /Debugger listening on (ws:\S+)/.exec(running.output())?.[1]
  if (address === undefined) throw new Error('the process is not inspectable')
  const ask = await connect(address)
  // What finalisers let go of falls to the second collection.
  await ask('HeapProfiler.collectGarbage')
  await ask('HeapProfiler.collectGarbage')
  const { usedSize } = (await ask('Runtime.getHeapUsage')) as { usedSize: number }
  ask.close()
  return { heapMb: usedSize / 1e6, rssMb: await residentMb(running.pid) }
}

/** Of any process. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000
}

async function connect(address: string) {
  const socket = new WebSocket(address)
  const waiting = new Map<number, (result: unknown) => void>()
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result: unknown }
    if (id !== undefined) waiting.get(id)?.(result)
  })
  let last = 0
  const ask = (method: string) =>
    new Promise<unknown>((resolve) => {
      last += 1
      waiting.set(last, resolve)
      socket.send(JSON.stringify({ id: last, method }))
    })
  return Object.assign(ask, { close: () => socket.close() })
}
