import 'server-only'
/**
 * The dialect of midjourney-proxy-plus, which the C# proxy, new-api and most commercial gateways speak as well:
 * buttons, windows, one task object for everything (gateways.md chapters 1 to 5).
 */
import type { Speed } from '@/lib/mj/task'
import { classifyReadStatus } from '../classify'
import type { Dialect, ReadOutcome, WireReply } from '../dialect'
import { asObject, isWebPage, messageOf, readCode } from '../reply-message'
import { ensureId, readSeed, readTaskReport } from '../task-report'
import { decodeSubmit, encodeSubmit, type SpeedPlace } from './plus-submits'

/** An unknown task is an empty 200 or 204, a 404, or new-api's 400 (gateways.md 1.3). */
function decodeFetch(reply: WireReply, taskId: string): ReadOutcome {
  const decided = classifyReadStatus(reply)
  if (decided) return decided
  const isSuccess = reply.status < 300
  const unreadable = { type: 'unreadable', detail: messageOf(reply), retryAfterMs: null } as const
  if (isWebPage(reply)) return unreadable
  if (isSuccess && (reply.text.trim() === '' || reply.json === null)) return { type: 'absent' }
  const report = isSuccess ? readTaskReport(reply.json) : undefined
  if (report) {
    if (report.id === taskId) return { type: 'found', report }
    return { ...unreadable, detail: 'the gateway answered with another task' }
  }
  const code = readCode(asObject(reply.json)?.['code'])
  if (reply.status === 404 || code === 3 || /task_not?_found/.test(messageOf(reply))) {
    return { type: 'absent' }
  }
  return unreadable
}

function decodeSeed(reply: WireReply): ReturnType<Dialect['decodeSeed']> {
  const body = asObject(reply.json)
  const seed =
    reply.status < 300 && readCode(body?.['code']) === 1 ? readSeed(body?.['result']) : null
  return seed === null ? { type: 'refused', detail: messageOf(reply) } : { type: 'seed', seed }
}

/** The C# gateway answers an accepted cancel with nothing at all (gateways.md 1.3). */
function decodeCancel(reply: WireReply): ReturnType<Dialect['decodeCancel']> {
  const code = readCode(asObject(reply.json)?.['code'])
  const isCancelled = reply.status < 300 && (code === 1 || reply.text.trim() === '')
  return isCancelled ? { type: 'cancelled' } : { type: 'refused', detail: messageOf(reply) }
}

const speeds: readonly Speed[] = ['relax', 'fast', 'turbo']

/** A Plus gateway; `speedIn` says how it is told a speed. */
function createPlus(id: string, speedIn: SpeedPlace): Dialect {
  const taskPath = (taskId: string) => `/mj/task/${ensureId(taskId)}`
  return {
    id,
    capabilities: {
      action: true,
      modal: true,
      region: true,
      blend: true,
      describe: true,
      shorten: true,
      swap: true,
      upload: true,
      seed: true,
      cancel: true,
      listByCondition: true,
      listByState: true,
      speeds,
    },
    encodeSubmit: (submission, state) => encodeSubmit(submission, state, speedIn),
    decodeSubmit,
    encodeFetch: (taskId) => ({ method: 'GET', path: `${taskPath(taskId)}/fetch` }),
    decodeFetch,
    encodeList: (taskIds) => ({
      method: 'POST',
      path: '/mj/task/list-by-condition',
      body: { ids: taskIds.map(ensureId) },
    }),
    decodeList: (reply) =>
      reply.status < 300 && Array.isArray(reply.json)
        ? reply.json.map(readTaskReport).filter((report) => report !== undefined)
        : undefined,
    encodeListRecent: () => ({ method: 'GET', path: '/mj/task/list' }),
    encodeSeed: (taskId) => ({ method: 'GET', path: `${taskPath(taskId)}/image-seed` }),
    decodeSeed,
    encodeCancel: (taskId) => ({ method: 'POST', path: `${taskPath(taskId)}/cancel` }),
    decodeCancel,
  }
}

/** Speeds by mode prefix, as the C# proxy and the commercial gateways take them (gateways.md 1.1). */
export const plusDialect = createPlus('plus', 'path')

/** Speeds by `accountFilter.modes`: the Java edition itself, which knows no prefixes. */
export const plusFilterDialect = createPlus('plus-filter', 'filter')
