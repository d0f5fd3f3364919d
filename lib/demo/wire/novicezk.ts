import 'server-only'
/**
 * The demo gateway as novicezk's open edition (gateways.md, column N): no buttons, four verbs, HTTP 200 for
 * nearly everything. Answers and tasks have Plus's shape minus what Plus added.
 */
import { momentOf, type DemoTask } from '../task'
import { translate } from '../vocabulary'
import { record, text, type Body } from './body'
import { changes, pressOf, type Change } from './change'
import { aspects } from './drafts'
import { createDesk, rawTexts, type Submit } from './plus-desk'
import { createPlusReads } from './plus-reads'
import { toPlusTask } from './plus-task'
import { empty, json, refuse, springError } from './reply'
import type { Voice, WireOptions } from './wire'

/** Results that can be changed (gateways.md 1.2). */
const changeable = ['IMAGINE', 'VARIATION', 'REROLL', 'BLEND']

export function createNovicezk(options: WireOptions): Voice {
  const { engine, key, baseUrl, now } = options
  const { drafts, answer, banned, keepAll } = createDesk(options)
  const show = (task: DemoTask) => toNovicezkTask(toPlusTask(task, { baseUrl, now: now() }), task)
  const reads = createPlusReads(options)

  /** It knows neither bots nor account filters; speed is what the prompt says. */
  const fieldsOf = (body: Body, prompt: string) =>
    drafts.base({ state: body['state'], notifyHook: body['notifyHook'] }, null, prompt)

  const imagine: Submit = async (body) => {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const refused = banned(translate(prompt))
    if (refused) return refused
    const single = text(body, 'base64')
    const images = [...rawTexts(body, 'base64Array'), ...(single ? [single] : [])]
    const given = await keepAll(images, 'base64')
    if (!Array.isArray(given)) return given
    return answer(engine.accept(await drafts.imagine(fieldsOf(body, prompt), prompt, given)))
  }

  const blend: Submit = async (body) => {
    const images = rawTexts(body, 'base64Array')
    if (images.length < 2 || images.length > 5) return refuse(4, 'base64List参数错误')
    const dimensions = body['dimensions'] === undefined ? 'SQUARE' : body['dimensions']
    if (dimensions === null) return refuse(4, 'dimensions参数错误')
    const aspect = typeof dimensions === 'string' ? aspects[dimensions] : undefined
    if (aspect === undefined) return springError(400, '/mj/submit/blend', now())
    const pictures = await keepAll(images, 'base64')
    if (!Array.isArray(pictures)) return pictures
    return answer(engine.accept(drafts.blend(fieldsOf(body, ''), pictures, aspect)))
  }

  const describe: Submit = async (body) => {
    const image = text(body, 'base64')
    if (image.trim() === '') return refuse(4, 'base64不能为空')
    const given = await keepAll([image], 'base64')
    if (!Array.isArray(given)) return given
    return answer(engine.accept(await drafts.describe(fieldsOf(body, ''), given[0]!.name)))
  }

  const change: Submit = async (body) => {
    const taskId = text(body, 'taskId')
    if (taskId.trim() === '') return refuse(4, 'taskId不能为空')
    const action = changes.find((known) => known === body['action'])
    if (!action) return refuse(4, 'action参数错误')
    const parent = engine.find(taskId)
    if (!parent) return refuse(3, '关联任务不存在或已失效')
    if (momentOf(parent, now()).status !== 'SUCCESS') return refuse(4, '关联任务状态错误')
    if (!changeable.includes(parent.action)) return refuse(4, '关联任务不允许执行变化')
    const index = Number(text(body, 'index'))
    const press = pressOf(action, index)
    const draft = press && drafts.pressed(fieldsOf(body, ''), parent, press)
    // The index is read without a look: none, or one of no picture, is a crash (gateways.md 1.2).
    if (!draft) return springError(500, '/mj/submit/change', now())
    return answer(
      engine.accept({
        ...draft,
        action,
        description: `/up ${taskId} ${action === 'REROLL' ? 'R' : `${action.charAt(0)}${index}`}`,
        charge: action.toLowerCase(),
      }),
    )
  }

  /** Two words; of the second the letter, and only the first digit after it. */
  const simpleChange: Submit = async (body, speed) => {
    const words = text(body, 'content').split(' ')
    const word = words[1]?.toUpperCase() ?? ''
    const [, letter = '', digit = ''] = /^([UV])([1-4])/.exec(word) ?? []
    const letters: Record<string, Change | undefined> = { U: 'UPSCALE', V: 'VARIATION' }
    const action = word.startsWith('R') ? 'REROLL' : letters[letter]
    if (words.length !== 2 || !words[0] || !action) return refuse(4, 'content参数错误')
    return change({ ...body, taskId: words[0], action, index: digit }, speed)
  }

  const submits: Record<string, Submit | undefined> = {
    '/mj/submit/imagine': imagine,
    '/mj/submit/blend': blend,
    '/mj/submit/describe': describe,
    '/mj/submit/change': change,
    '/mj/submit/simple-change': simpleChange,
  }
  const isRead = /^\/mj\/task\/(?:list-by-condition|list|queue|[^/]+\/fetch)$/

  return {
    admit: (headers) =>
      key === '' || headers.get('mj-api-secret') === key ? undefined : empty(401),
    route: (path) => ({ path, speed: null }),
    show,
    async answer({ method, path, body }) {
      const submit = submits[path]
      const read = isRead.test(path) ? reads(path) : undefined
      if (!submit && !read) return springError(404, path, now())
      if (method !== (submit ? 'POST' : read!.method)) return springError(405, path, now())
      if (method === 'POST' && body === undefined) return springError(400, path, now())
      if (submit) return submit(body ?? {}, null)
      const reply = read!.answer(body ?? {})
      return reply.json === undefined ? reply : json(strip(reply.json))
    },
  }

  function strip(found: unknown): unknown {
    if (Array.isArray(found)) return found.map(strip)
    const plus = record(found)
    const task = engine.find(text(plus, 'id'))
    return task ? toNovicezkTask(plus, task) : found
  }
}

const keptProperties = [
  'notifyHook',
  'finalPrompt',
  'messageId',
  'messageHash',
  'progressMessageId',
  'flags',
  'nonce',
  'discordInstanceId',
] as const

/** No `buttons` at all, not even null, and fewer properties (gateways.md 3.1, 3.4). */
function toNovicezkTask(plus: Body, task: DemoTask): Record<string, unknown> {
  const { buttons: _, ...rest } = plus
  const properties = record(plus['properties'])
  const kept = keptProperties.filter((name) => name in properties)
  return {
    ...rest,
    properties: {
      ...Object.fromEntries(kept.map((name) => [name, properties[name]])),
      ...(task.parentId && 'messageId' in properties
        ? { referencedMessageId: properties['progressMessageId'] }
        : {}),
    },
  }
}
