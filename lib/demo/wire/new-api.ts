import 'server-only'
/**
 * The demo gateway as new-api (gateways.md, column A and 1.5): a relay in front of a Plus of its own. It checks a
 * little itself, hands the rest on, and tells tasks from rows it refreshes now and then.
 *
 * [Note: A row is a task seen late] The relay stores no rows here. What it knows of a task at any time is what
 * Plus said at the last refresh, and that follows from the clock alone; so rows survive a restart with the tasks.
 */
import { createHash } from 'node:crypto'
import { momentOf, type DemoTask } from '../task'
import { hasNumber, record, text, texts, type Body } from './body'
import { changes } from './change'
import { createPlusWire } from './plus'
import { openAiError, readAction, relayError } from './new-api-words'
import { toRow } from './new-api-row'
import { json, type Reply } from './reply'
import {
  bearerOf,
  readMode,
  type Voice,
  type Wire,
  type WireOptions,
  type WireRequest,
} from './wire'

/** What each submit is booked under; those of pressed buttons follow from the action. */
const models: Record<string, string | undefined> = {
  '/mj/submit/imagine': 'mj_imagine',
  '/mj/submit/blend': 'mj_blend',
  '/mj/submit/describe': 'mj_describe',
  '/mj/submit/shorten': 'mj_shorten',
  '/mj/submit/modal': 'mj_modal',
  '/mj/submit/upload-discord-images': 'mj_upload',
  '/mj/insight-face/swap': 'swap_face',
  '/mj/submit/edits': 'mj_edits',
  '/mj/submit/video': 'mj_video',
}

/** new-api as such. */
export function createNewApi(options: WireOptions): Voice {
  const relay = createRelay(options)
  return {
    admit: relay.admit,
    route: (path) => readMode(path, anyMode),
    answer: relay.answer,
    show: relay.show,
    write: escapeHtml,
  }
}

/** Any word before `/mj/`. A prefix with `mj-` is dropped on the way, so the mode has no effect (gateways.md 1.1). */
const anyMode = /^\/(?!mj\/)(?:mj-[^/]+|(relax|fast|turbo)|[^/]+)(?=\/mj\/)/

/** Go's encoding/json: three characters are never bare in a text. */
export function escapeHtml(answer: string): string {
  return answer.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

export function createRelay(options: WireOptions) {
  const { engine, account, key, baseUrl, now } = options
  const plus = createPlusWire(options)

  /** `Bearer sk-KEY-anything`; `mj-api-secret` only where Authorization is empty or the word of old clients. */
  function tokenOf(headers: Headers): string {
    const authorization = headers.get('authorization') ?? ''
    const isOld = authorization === '' || authorization === 'midjourney-proxy'
    return bareKey(isOld ? (headers.get('mj-api-secret') ?? '') : (bearerOf(headers) ?? ''))
  }

  const ownerOf = (headers: Headers) =>
    createHash('sha256').update(tokenOf(headers)).digest('hex').slice(0, 16)

  function admit(headers: Headers, path: string): Reply | undefined {
    if (path.startsWith('/mj/image/')) return undefined
    const token = tokenOf(headers)
    if (key === '' || token === bareKey(key)) return undefined
    return openAiError(401, '', token === '' ? '未提供令牌' : '无效的令牌')
  }

  function mine(id: string, headers: Headers): DemoTask | undefined {
    const task = engine.find(id)
    return task?.owner === ownerOf(headers) ? task : undefined
  }

  const show = (task: DemoTask) => toRow(task, { baseUrl, now: now(), at: lastRefresh(task) })

  /** Undefined before the first one. After a window two rows share the id and take turns (gateways.md 2.3). */
  function lastRefresh(task: DemoTask): number | undefined {
    const refreshMs = account.refreshMs ?? engine.paceMs * 1.25
    if (refreshMs === 0) return now()
    const period = task.window && task.startTime !== null ? refreshMs * 2 : refreshMs
    const at = Math.floor(now() / period) * period
    if (at > task.submitTime) return at
    const first = (Math.floor(task.submitTime / refreshMs) + 1) * refreshMs
    return first <= now() ? first : undefined
  }

  async function submit(request: WireRequest, body: Body): Promise<Reply> {
    const { path, headers } = request
    const checked = path === '/mj/submit/action' ? readAction(text(body, 'customId')) : undefined
    if (checked && 'refusal' in checked) return checked.refusal
    const action =
      checked?.action ??
      (path === '/mj/submit/change' ? changes.find((known) => known === body['action']) : undefined)
    const model = models[path] ?? `mj_${(action ?? '').toLowerCase()}`
    const refused = refuseEarly(path, body, action, model)
    if (refused) return refused
    const taskId = text(body, 'taskId')
    if (followUps.includes(path)) {
      const parent = mine(taskId, headers)
      if (!parent) return relayError(400, 4, 'task_not_found ')
      if (path !== '/mj/submit/modal' && record(show(parent))['status'] !== 'SUCCESS')
        return relayError(400, 4, 'task_status_not_success ')
    }
    if (account.isSaturated)
      return relayError(
        429,
        30,
        'saturated 当前分组负载已饱和，请稍后再试，或升级账户以提升服务质量。',
      )
    return forward(request, body, action)
  }

  function refuseEarly(
    path: string,
    body: Body,
    action: string | undefined,
    model: string,
  ): Reply | undefined {
    const isChange = path === '/mj/submit/change'
    if (isChange && text(body, 'taskId') === '') return relayError(400, 4, 'task_id_is_required ')
    if (isChange && !action) return relayError(400, 4, 'action_is_required ')
    // Plus has neither edits nor video, so no channel offers them; a simple-change has no action to book.
    if (/^mj_(edits|video)?$/.test(model))
      return openAiError(503, 'model_not_found', `当前分组 default 下对于模型 ${model} 无可用渠道`)
    // Even for REROLL, which has none (gateways.md 1.2).
    if (isChange && !(Number(text(body, 'index')) > 0))
      return relayError(400, 4, 'index_is_required ')
    if (path === '/mj/submit/imagine' && text(body, 'prompt').trim() === '')
      return relayError(400, 4, 'prompt_is_required ')
    const faces = ['sourceBase64', 'targetBase64'] as const
    if (path === '/mj/insight-face/swap' && faces.some((name) => text(body, name) === ''))
      return relayError(400, 4, 'sour_base64_and_target_base64_is_required ')
    return undefined
  }

  /** Without what the operator does not let through, and with the codes he hides (gateways.md 1.2, 1.5). */
  async function forward(
    request: WireRequest,
    body: Body,
    action: string | undefined,
  ): Promise<Reply> {
    const { accountFilter: _, notifyHook: __, ...kept } = body
    const reply = await plus({ ...request, body: kept })
    const answer = record(reply.json)
    const { code, result } = answer
    const task = reply.isAccepted && typeof result === 'string' ? engine.find(result) : undefined
    if (task) engine.claim(task, ownerOf(request.headers))
    const keepsWindow = action === 'INPAINT' || action === 'CUSTOM_ZOOM'
    const isHidden = code === 22 || (code === 21 && !keepsWindow)
    return isHidden ? { ...reply, json: { ...answer, code: 1 } } : reply
  }

  async function read(request: WireRequest, id: string, what: string): Promise<Reply> {
    const task = mine(id, request.headers)
    if (!task) return relayError(400, 4, 'task_no_found ')
    if (what === 'fetch') return json(show(task))
    return plus(request)
  }

  function proxied(id: string): Reply {
    const task = engine.find(id)
    if (!task) return { status: 400, json: { error: 'midjourney_task_not_found' } }
    const { shown, status } = momentOf(task, now())
    if (task.givenPicture !== null && status === 'SUCCESS')
      return { status: 200, given: task.givenPicture }
    if (shown === null) return { status: 400, json: { error: 'midjourney_task_not_found' } }
    const file = status === 'SUCCESS' ? `${id}.png` : `${id}-${Math.round(shown * 100)}.webp`
    return { status: 200, picture: file }
  }

  const answer: Wire = async (request) => {
    const { method, path, body, headers } = request
    const [, image] = /^\/mj\/image\/([^/]+)$/.exec(path) ?? []
    if (image !== undefined) return proxied(image)
    const [, id = '', what] = /^\/mj\/task\/([^/]+)\/(fetch|image-seed)$/.exec(path) ?? []
    const isList = path === '/mj/task/list-by-condition'
    const isSubmit = path in models || otherSubmits.includes(path)
    if (!what && !isList && !isSubmit)
      return openAiError(404, '', `Invalid URL (${method} ${path})`)
    if (method !== (what ? 'GET' : 'POST'))
      return openAiError(404, '', `Invalid URL (${method} ${path})`)
    if (what) return read(request, id, what)
    if (body === undefined || hasNumber(request.raw, 'taskId'))
      return relayError(400, 4, 'bind_request_body_failed ')
    if (isSubmit) return submit(request, body)
    const asked = new Set(texts(body, 'ids'))
    const owner = ownerOf(headers)
    return json(
      engine
        .tasks()
        .filter((task) => asked.has(task.id) && task.owner === owner)
        .map(show),
    )
  }

  return { admit, answer, show }
}

/** These want a task of the caller's own. */
const followUps = ['/mj/submit/action', '/mj/submit/change', '/mj/submit/modal']
const otherSubmits = ['/mj/submit/action', '/mj/submit/change', '/mj/submit/simple-change']

/** Without `sk-`, and without whatever follows the next `-`. */
function bareKey(key: string): string {
  return key.replace(/^sk-/, '').replace(/-.*$/s, '')
}
