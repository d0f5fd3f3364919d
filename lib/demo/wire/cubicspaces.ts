import 'server-only'
/**
 * The demo gateway as cubicspaces (seed 003, gateways.md chapter 7): Midjourney's old change commands in front of
 * a task of quite another shape, with separate pictures and no buttons.
 */
import type { Acceptance, Draft } from '../engine'
import { compose, tilesOf } from '../recipe'
import { momentOf, type DemoStatus, type DemoTask } from '../task'
import { record, text, type Body } from './body'
import { changes, pressOf } from './change'
import { createDrafts } from './drafts'
import { relayError } from './new-api-words'
import { partFiles } from './picture-file'
import { empty, json, type Reply } from './reply'
import { bearerOf, type Voice, type WireOptions } from './wire'

export function createCubicspaces(options: WireOptions): Voice {
  const { engine, gallery, paintsAhead, key, baseUrl, now } = options
  const drafts = createDrafts(options)
  const show = (task: DemoTask) => toCubicTask(task, baseUrl, now())

  /** Never more than code, description and id. A full queue is nowhere documented; the family's words stand in. */
  function answer(acceptance: Acceptance): Reply {
    if (acceptance.type === 'full') return refuse(23, '队列已满，请稍后尝试')
    const { task } = acceptance
    if (paintsAhead && task.recipe)
      for (const tile of tilesOf(compose(task.recipe, task.seed)))
        gallery.begin({ layout: 'single', tile })
    return {
      status: 200,
      isAccepted: true,
      json: { code: 1, description: '提交成功', result: task.id },
    }
  }

  /** One account, one speed: the documents name nothing but the prompt. */
  const fieldsOf = (prompt: string) => drafts.base({}, 'fast', prompt)
  const unbuttoned = (draft: Draft): Draft => ({
    ...draft,
    finish: () => ({ buttons: [], readings: [] }),
  })

  async function imagine(body: Body): Promise<Reply> {
    const prompt = text(body, 'prompt').trim()
    if (prompt === '') return refuse(4, 'prompt不能为空')
    const draft = await drafts.imagine(fieldsOf(prompt), prompt, [])
    return answer(engine.accept(unbuttoned(draft)))
  }

  function change(body: Body): Reply {
    const action = changes.find((known) => known === body['action'])
    if (!action) return refuse(4, 'action参数错误')
    const parent = engine.find(text(body, 'taskId'))
    if (!parent) return refuse(3, '关联任务不存在或已失效')
    if (momentOf(parent, now()).status !== 'SUCCESS') return refuse(4, '关联任务状态错误')
    if (parent.action === 'UPSCALE') return refuse(4, '关联任务不允许执行变化')
    const press = pressOf(action, Number(text(body, 'index')))
    const draft = press && drafts.pressed(fieldsOf(''), parent, press)
    if (!draft) return refuse(4, 'index参数错误')
    const charge = action.toLowerCase()
    return answer(engine.accept(unbuttoned({ ...draft, action, charge })))
  }

  function simpleChange(body: Body): Reply {
    const [, taskId, letter = '', index] =
      /^(\S+) (?:([UV])([1-4])|R)$/i.exec(text(body, 'content')) ?? []
    if (!taskId) return refuse(4, 'content参数错误')
    const action = { U: 'UPSCALE', V: 'VARIATION' }[letter.toUpperCase()] ?? 'REROLL'
    return change({ taskId, action, index })
  }

  const submits: Record<string, ((body: Body) => Reply | Promise<Reply>) | undefined> = {
    '/mj/submit/imagine': imagine,
    '/mj/submit/change': change,
    '/mj/submit/simple-change': simpleChange,
  }

  return {
    admit: (headers) => (key === '' || bearerOf(headers) === key ? undefined : empty(401)),
    route: (path) => ({ path, speed: null }),
    show,
    async answer({ method, path, body }) {
      const submit = submits[path]
      if (submit && method === 'POST') return submit(record(body))
      const [, id] = /^\/mj\/task\/([^/]+)\/fetch$/.exec(path) ?? []
      if (id === undefined || method !== 'GET') return empty(404)
      const task = engine.find(id)
      // Not documented; what the relays of this family say (gateways.md 1.3).
      return task ? json(show(task)) : relayError(400, 4, 'task_no_found ')
    },
  }
}

function refuse(code: number, description: string): Reply {
  return json({ code, description, result: '' })
}

const statuses: Record<DemoStatus, string> = {
  NOT_START: 'TASK_STATUS_QUEUED',
  SUBMITTED: 'TASK_STATUS_QUEUED',
  MODAL: 'TASK_STATUS_QUEUED',
  IN_PROGRESS: 'TASK_STATUS_PROCESSING',
  SUCCESS: 'TASK_STATUS_SUCCEED',
  FAILURE: 'TASK_STATUS_FAILED',
  CANCEL: 'TASK_STATUS_FAILED',
}

function toCubicTask(task: DemoTask, baseUrl: string, now: number): Record<string, unknown> {
  const { status } = momentOf(task, now)
  const files = status === 'SUCCESS' ? partFiles(task) : []
  return {
    extra: { has_nsfw_contents: [] },
    task: {
      task_id: task.id,
      // The only one that is documented; an open set.
      task_type: 'MIDJOURNEY_TEXT_TO_IMAGE_FAST_MODE',
      status: statuses[status],
      reason: status === 'FAILURE' ? (task.failure?.reason ?? '') : '',
      // Nothing is told on the way, nor at the end.
      eta: 0,
      progress_percent: 0,
    },
    images: files.map((file) => ({
      image_url: `${baseUrl}/demo/pictures/${file}.png`,
      image_url_ttl: '0',
      image_type: 'png',
      nsfw_detection_result: null,
    })),
    videos: [],
    audios: [],
  }
}
