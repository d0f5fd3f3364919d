import 'server-only'
/**
 * The demo gateway as trueai's midjourney-proxy 11 (gateways.md, column T): Plus's wire told again in C#, with
 * other statuses, other refusals and verbs of its own.
 */
import { momentOf, type DemoTask } from '../task'
import { hasNumber, texts, type Body } from './body'
import { createTrueaiActions } from './trueai-actions'
import { createTrueaiDesk, fault, missing, plain } from './trueai-desk'
import { createTrueaiSubmits } from './trueai-submits'
import { toTrueaiTask } from './trueai-task'
import { empty, json, refuse, type Reply } from './reply'
import { readMode, type Voice, type WireOptions } from './wire'

/** The literal routes; nothing else is a mode here. */
const modes = /^\/mj-(fast|relax|turbo)(?=\/mj\/(?:submit|task|insight-face)\/)/

const listLimit = 100

export function createTrueai(options: WireOptions): Voice {
  const { engine, account, key, baseUrl, now } = options
  const desk = createTrueaiDesk(options)
  const submits = {
    ...createTrueaiSubmits(options, desk),
    ...createTrueaiActions(options, desk),
  }
  const show = (task: DemoTask) => toTrueaiTask(task, { baseUrl, now: now(), ...account })

  function byIds(body: Body): Reply {
    const asked = new Set(texts(body, 'ids'))
    return json(
      engine
        .tasks()
        .filter(({ id }) => asked.has(id))
        .map(show),
    )
  }

  function ask(method: string, id: string, what: string): Reply {
    const task = engine.find(id)
    if (method !== (what === 'cancel' ? 'POST' : 'GET')) return empty(405)
    if (what === 'fetch') return task ? json(show(task)) : empty(204)
    if (what === 'cancel') {
      if (!account.isAdmin) return plain(400, '演示模式，禁止操作')
      if (task && !momentOf(task, now()).finishTime) engine.cancel(task)
      return empty(200)
    }
    if (!task) return missing()
    if (momentOf(task, now()).status !== 'SUCCESS' || !task.recipe)
      return { ...refuse(4, '关联任务状态错误'), status: 400 }
    return json({ code: 1, description: '成功', result: String(task.seed) })
  }

  function read(method: string, path: string, body: Body | undefined): Reply {
    if (path === '/health') return plain(200, 'Healthy')
    if (path === '/mj/home') return json({ code: 1, description: '成功' })
    if (path === '/mj/task/list')
      return method === 'GET'
        ? json(engine.tasks().slice(-listLimit).reverse().map(show))
        : empty(405)
    if (/^\/mj\/task\/list-by-(?:condition|ids)$/.test(path))
      return method !== 'POST' ? empty(405) : body ? byIds(body) : fault(badJson, now())
    const [, id = '', what] = /^\/mj\/task\/([^/]+)\/(fetch|image-seed|cancel)$/.exec(path) ?? []
    return what ? ask(method, id, what) : empty(404)
  }

  return {
    /** Authorization as it stands, `Bearer ` and all, wherever it is sent at all (gateways.md 1.4). */
    admit(headers, path) {
      if (key === '' || path === '/health') return undefined
      const token = headers.get('authorization') ?? headers.get('mj-api-secret')
      if (token === null) return plain(401, 'Authorization header missing.')
      return token === key ? undefined : plain(403, '未登录')
    },
    route: (path) => readMode(path, modes),
    show,
    async answer({ method, path, body, raw, speed }) {
      const submit = submits[path]
      if (!submit) return read(method, path, body)
      if (method !== 'POST') return empty(405)
      if (body === undefined) return fault(badJson, now())
      const number = stringMembers.find((name) => hasNumber(raw, name))
      if (number) return fault(conversion(`$.${number}`), now())
      return desk.overlong(path, body) ?? submit(body, speed)
    },
  }
}

const stringMembers = ['taskId', 'customId', 'prompt', 'state'] as const

/** System.Text.Json's own words. */
const badJson =
  'The JSON value could not be converted. Path: $ | LineNumber: 0 | BytePositionInLine: 0.'
const conversion = (path: string) =>
  `The JSON value could not be converted to System.String. Path: ${path} | LineNumber: 0 | BytePositionInLine: 0.`
