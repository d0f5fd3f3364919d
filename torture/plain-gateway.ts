/**
 * A gateway of few words, in the dialect of Plus: it takes every submit, and whoever asks finds it finished, in the
 * words that a scenario puts into its mouth. The submit is told by the number in its prompt (`… #17`).
 */
import type { Answer, Heard, Listener } from './listener'
import { openListener } from './listener'

/** Members of a task as it goes over the wire. */
export type WireTask = Readonly<Record<string, unknown>>

export type PlainGateway = Listener & {
  /** How many submits have come in. */
  submits(): number
}

export type PlainGatewayOptions = {
  /** What the task of a number says, beside the usual. `url` is the gateway's own address. */
  taskOf: (number: number, url: string) => WireTask
  /** What is at its other paths. */
  serve?: (path: string) => Answer | undefined
}

export async function openPlainGateway(options: PlainGatewayOptions): Promise<PlainGateway> {
  const { taskOf, serve = () => undefined } = options
  const tasks = new Map<string, WireTask>()
  let url = ''

  function submit({ body }: Heard): Answer {
    const { prompt = '', state = '' } = JSON.parse(body) as { prompt?: string; state?: string }
    const id = String(1_700_000_000_000_000 + tasks.size)
    const number = Number(/#(\d+)/.exec(prompt)?.[1] ?? -1)
    tasks.set(id, { ...usualTask(id, prompt, state), ...taskOf(number, url) })
    return json({ code: 1, description: 'Submit success', result: id })
  }

  function answer(heard: Heard): Answer {
    const [path = ''] = heard.url.split('?')
    if (path.startsWith('/mj/submit/')) return submit(heard)
    if (path === '/mj/task/list-by-condition') {
      const { ids = [] } = JSON.parse(heard.body) as { ids?: readonly string[] }
      return json(ids.flatMap((id) => tasks.get(id) ?? []))
    }
    const id = /^\/mj\/task\/(\w+)\/fetch$/.exec(path)?.[1]
    if (id !== undefined && tasks.has(id)) return json(tasks.get(id))
    return serve(heard.url) ?? { status: 404 }
  }

  const listener = await openListener({ answer })
  url = listener.url
  return { ...listener, submits: () => tasks.size }
}

function json(value: unknown): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  }
}

function usualTask(id: string, prompt: string, state: string): WireTask {
  const time = Date.now()
  return {
    id,
    action: 'IMAGINE',
    status: 'SUCCESS',
    prompt,
    promptEn: prompt,
    description: `/imagine ${prompt}`,
    state,
    submitTime: time,
    startTime: time,
    finishTime: time,
    progress: '100%',
    failReason: null,
    imageUrl: null,
    buttons: [],
    properties: {},
  }
}
