import 'server-only'
/**
 * What the gateways descended from midjourney-proxy have in common: one path per verb, one task object for
 * everything (gateways.md chapters 1 to 5). A dialect is this, its capabilities, and what it does differently.
 */
import { syntheticButtons } from '@/lib/mj/synthetic-buttons'
import type { TaskReport } from '@/lib/mj/task'
import { classifyReadStatus } from '../classify'
import { allCapabilities, type Capabilities } from '@/lib/mj/capabilities'
import type { Dialect, ReadOutcome, WireReply } from '../dialect'
import { asObject, isWebPage, messageOf, readCode } from '../reply-message'
import { ensureId, readSeed, readTaskReport } from '../task-report'
import type { Habits } from '../habits'
import { decodeSubmit, encodeSubmit, type SpeedPlace } from './plus-submits'

type ReadReport = (wire: unknown) => TaskReport | undefined

/** An unknown task is an empty 200 or 204, a 404, or new-api's 400 (gateways.md 1.3). */
function decodeFetch(reply: WireReply, taskId: string, readReport: ReadReport): ReadOutcome {
  const decided = classifyReadStatus(reply)
  if (decided) return decided
  const isSuccess = reply.status < 300
  const unreadable = { type: 'unreadable', detail: messageOf(reply), retryAfterMs: null } as const
  if (isWebPage(reply)) return unreadable
  if (isSuccess && (reply.text.trim() === '' || reply.json === null)) return { type: 'absent' }
  const report = isSuccess ? readReport(reply.json) : undefined
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

/** `lacks` is taken away from `allCapabilities`. A speed not among those it names is not sent. */
export function createFamilyDialect({
  id,
  auths,
  lacks = {},
  speedIn,
  readReport = readTaskReport,
  habits,
}: {
  id: string
  auths: Dialect['auths']
  lacks?: Partial<Capabilities>
  speedIn: SpeedPlace
  readReport?: ReadReport
  habits?: Habits
}): Dialect {
  const capabilities = { ...allCapabilities, ...lacks }
  const { speeds } = capabilities
  const taskPath = (taskId: string) => `/mj/task/${ensureId(taskId)}`
  return {
    id,
    auths,
    ...(habits && { habits }),
    capabilities,
    encodeSubmit: (submission, state) => {
      const { speed } = submission
      const isForeign = speed !== undefined && speeds.length > 0 && !speeds.includes(speed)
      return encodeSubmit(submission, state, isForeign ? 'nowhere' : speedIn)
    },
    decodeSubmit,
    encodeFetch: (taskId) => ({ method: 'GET', path: `${taskPath(taskId)}/fetch` }),
    decodeFetch: (reply, taskId) => decodeFetch(reply, taskId, readReport),
    encodeList: (taskIds) => ({
      method: 'POST',
      path: '/mj/task/list-by-condition',
      body: { ids: taskIds.map(ensureId) },
    }),
    decodeList: (reply) =>
      reply.status < 300 && Array.isArray(reply.json)
        ? reply.json.map(readReport).filter((report) => report !== undefined)
        : undefined,
    encodeListRecent: () => ({ method: 'GET', path: '/mj/task/list' }),
    encodeSeed: (taskId) => ({ method: 'GET', path: `${taskPath(taskId)}/image-seed` }),
    decodeSeed,
    encodeCancel: (taskId) => ({ method: 'POST', path: `${taskPath(taskId)}/cancel` }),
    decodeCancel,
  }
}

/** Kinds of task whose picture is a grid that a change may follow (gateways.md 1.2). */
const changeable = ['IMAGINE', 'VARIATION', 'REROLL', 'BLEND']

/** A task of the family, with buttons made for it where it is a finished grid that came without any. */
export function readTaskWithSyntheticButtons(wire: unknown): TaskReport | undefined {
  const report = readTaskReport(wire)
  if (!report || report.status !== 'SUCCESS' || report.buttons.length > 0) return report
  const isGrid = report.imageUrl !== null && changeable.includes(report.action.toUpperCase())
  return isGrid ? { ...report, buttons: syntheticButtons(4) } : report
}
