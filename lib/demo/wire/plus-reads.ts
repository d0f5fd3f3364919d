import 'server-only'
/** Plus's questions about tasks: fetch, lists, seed, cancel. */
import { momentOf, type DemoTask } from '../task'
import { record, texts, type Body } from './body'
import { hasSeed, toPlusTask } from './plus-task'
import { empty, json, type Reply } from './reply'
import type { WireOptions } from './wire'
import { mix } from '../scene/noise'

type Read = {
  method: 'GET' | 'POST'
  needsBody?: boolean
  answer(body: Body): Reply
}

export function createPlusReads({ engine, account, baseUrl, now }: WireOptions) {
  const show = (task: DemoTask) => toPlusTask(task, { baseUrl, now: now(), ...account })
  const byIds = (body: Body) =>
    texts(body, 'ids').flatMap((id) => {
      const task = engine.find(id)
      return task ? [task] : []
    })

  function imageSeed(id: string): Reply {
    const task = engine.find(id)
    if (!task) return json({ code: 3, description: '关联任务不存在或已失效', result: null })
    if (momentOf(task, now()).status !== 'SUCCESS')
      return json({ code: 4, description: '该任务状态错误', result: null })
    if (!hasSeed(task))
      return json({ code: 4, description: '该任务类型不支持获取图片seed', result: null })
    return json({ code: 1, description: '成功', result: String(task.seed) })
  }

  function cancel(id: string): Reply {
    const task = engine.find(id)
    if (!task) return json({ code: 3, description: '关联任务不存在或已失效', result: null })
    const { status, finishTime } = momentOf(task, now())
    if (finishTime !== null)
      return json({
        code: 4,
        description: `该任务不可取消: ${task.action}-${status}`,
        result: null,
      })
    engine.cancel(task)
    return json({ code: 1, description: '成功', result: id })
  }

  const lists: Record<string, Read> = {
    '/mj/task/list-by-condition': {
      method: 'POST',
      // Plus answers from a hash set: never in the order asked (gateways.md 1.2).
      answer: (body) => json(byIds(body).sort(byHash).map(show)),
    },
    '/mj/task/list-by-ids': {
      method: 'POST',
      answer: (body) =>
        json(byIds(body).map((task) => ({ ...show(task), displays: displaysOf(task, now()) }))),
    },
    '/mj/task/list': {
      method: 'GET',
      answer: () => json(engine.tasks().map(show)),
    },
    '/mj/task/queue': {
      method: 'GET',
      answer: () =>
        json(
          engine
            .tasks()
            .filter((task) => momentOf(task, now()).status === 'NOT_START')
            .map(show),
        ),
    },
  }

  return (path: string): Read | undefined => {
    const list = lists[path]
    if (list) return list
    const [, id = '', what] = /^\/mj\/task\/([^/]+)\/(fetch|image-seed|cancel)$/.exec(path) ?? []
    switch (what) {
      case 'fetch':
        return {
          method: 'GET',
          answer: () => {
            const task = engine.find(id)
            return task ? json(show(task)) : empty(200)
          },
        }
      case 'image-seed':
        return { method: 'GET', answer: () => imageSeed(id) }
      case 'cancel':
        return { method: 'POST', needsBody: false, answer: () => cancel(id) }
      default:
        return undefined
    }
  }
}

function byHash(a: DemoTask, b: DemoTask): number {
  return mix(a.seed, a.ordinal, 12) - mix(b.seed, b.ordinal, 12)
}

function displaysOf(task: DemoTask, now: number): Record<string, unknown> {
  const { startTime, finishTime } = momentOf(task, now)
  const shown = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return record({
    submitTime: shown(task.submitTime),
    startTime: shown(startTime),
    finishTime: shown(finishTime),
  })
}
