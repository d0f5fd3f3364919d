import 'server-only'
/** The network of a test: every host is a Plus gateway that takes whatever it is sent. It notes who was asked what. */
import type { Transport } from '@/lib/gateway/client'
import { NotConnectedError } from '@/lib/gateway/transport'
import { gridButtons } from './scripted-gateway'

export type Asked = {
  host: string
  path: string
  authorization: string | null
  body: Record<string, unknown>
}

export type WireOfGateways = {
  send: Transport
  asked: Asked[]
  /** The submits among them. */
  submits(): Asked[]
  /** Hosts whose answers to submits wait until the test lets them go. */
  held: Map<string, Promise<void>>
  /** While true no connection can be made. */
  isDown: boolean
  /** What the next submits are answered besides their id. */
  answers: Record<string, unknown>[]
}

export function wireOfGateways(): WireOfGateways {
  const asked: Asked[] = []
  const held = new Map<string, Promise<void>>()
  const answers: Record<string, unknown>[] = []
  const tasks = new Map<string, string>()
  let count = 0
  const taskOf = (id: string) => ({
    id,
    action: 'IMAGINE',
    status: 'IN_PROGRESS',
    progress: '40%',
    state: tasks.get(id) ?? '',
    buttons: gridButtons,
  })
  const wire: WireOfGateways = {
    isDown: false,
    asked,
    held,
    answers,
    submits: () => asked.filter(({ path }) => path.includes('/submit/')),
    async send(request) {
      if (wire.isDown) throw new NotConnectedError('refused')
      const { host, pathname: path } = new URL(request.url)
      const text = request.method === 'POST' ? await request.text() : ''
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
      asked.push({ host, path, authorization: request.headers.get('authorization'), body })
      if (path.includes('/submit/')) {
        await held.get(host)
        const id = `${host.split('.')[0]}-${(count += 1)}`
        tasks.set(id, typeof body['state'] === 'string' ? body['state'] : '')
        return Response.json({ code: 1, description: 'ok', result: id, ...answers.shift() })
      }
      if (path.endsWith('/list-by-condition')) {
        return Response.json((body['ids'] as string[]).filter((id) => tasks.has(id)).map(taskOf))
      }
      const [, id = ''] = /\/task\/([^/]+)\/fetch$/.exec(path) ?? []
      return tasks.has(id) ? Response.json(taskOf(id)) : new Response(null, { status: 404 })
    },
  }
  return wire
}
