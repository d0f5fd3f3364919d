import 'server-only'
/**
 * The dialect of midjourney-proxy-plus, which the C# proxy, new-api and most commercial gateways speak as well:
 * buttons, windows, one task object for everything (gateways.md chapters 1 to 5).
 */
import { StudioError, unreachable } from '@/lib/mj/errors'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { RefusalReason, Speed } from '@/lib/mj/task'
import { classifyReadStatus, classifyStatus, refused, waitOf } from '../classify'
import type { Dialect, ReadOutcome, WireReply, WireRequest } from '../dialect'
import { asObject, asText, isWebPage, messageOf, type WireObject } from '../reply-message'
import { bannedWord, refusalReason } from '../refusals'
import { readAddress, readId, readSeed, readTaskReport } from '../task-report'

/** Ids go into paths and bodies only in this shape. Throws `StudioError('bad-request')`. */
function ensureId(id: string): string {
  const safe = readId(id)
  if (safe === undefined) throw new StudioError('bad-request', 'not a task id of a gateway')
  return encodeURIComponent(safe)
}

/** Where a speed is asked for: a mode prefix (`/mj-fast/mj/…`) or `accountFilter.modes`. */
type SpeedPlace = 'path' | 'filter'

function encodeSubmit(submission: Submission, state: string, speedIn: SpeedPlace): WireRequest {
  const { speed, botType, notifyHook } = submission
  const accountFilter =
    speed && speedIn === 'filter'
      ? { ...submission.accountFilter, modes: [speed.toUpperCase()] }
      : submission.accountFilter
  const { endpoint, fields } = verbRequest(submission, accountFilter)
  const prefix = speed && speedIn === 'path' ? `/mj-${speed}` : ''
  return {
    method: 'POST',
    path: `${prefix}/mj/${endpoint}`,
    body: { ...fields, botType, accountFilter, notifyHook, state },
  }
}

/** Endpoint and own fields of each verb (gateways.md 1.2). Members left undefined vanish in JSON. */
function verbRequest(
  submission: Submission,
  accountFilter: Submission['accountFilter'],
): { endpoint: string; fields: WireObject } {
  switch (submission.verb) {
    case 'imagine': {
      const { prompt, base64Array = [] } = submission
      return { endpoint: 'submit/imagine', fields: { prompt, base64Array } }
    }
    case 'action': {
      const { customId, enableRemix, chooseSameChannel } = submission
      const taskId = ensureId(submission.taskId)
      const fields = { taskId, customId, enableRemix, chooseSameChannel }
      return { endpoint: 'submit/action', fields }
    }
    case 'modal': {
      const { prompt, maskBase64 } = submission
      const fields = { taskId: ensureId(submission.taskId), prompt, maskBase64 }
      return { endpoint: 'submit/modal', fields }
    }
    case 'blend': {
      // An explicit null for dimensions is refused, a missing one is SQUARE.
      const { base64Array, dimensions } = submission
      return { endpoint: 'submit/blend', fields: { base64Array, dimensions } }
    }
    case 'describe':
      return { endpoint: 'submit/describe', fields: { base64: submission.base64 } }
    case 'shorten':
      return { endpoint: 'submit/shorten', fields: { prompt: submission.prompt } }
    case 'swap': {
      const { sourceBase64, targetBase64 } = submission
      return { endpoint: 'insight-face/swap', fields: { sourceBase64, targetBase64 } }
    }
    case 'upload':
      // The filter is called `filter` here by the Java gateway, `accountFilter` by the C# one.
      return {
        endpoint: 'submit/upload-discord-images',
        fields: { base64Array: submission.base64Array, filter: accountFilter },
      }
    case 'change': {
      // new-api demands an index even for REROLL and takes 0 for missing (gateways.md 1.2).
      const { action } = submission
      const index = Math.max(1, submission.index)
      return {
        endpoint: 'submit/change',
        fields: { taskId: ensureId(submission.taskId), action, index },
      }
    }
    default:
      return unreachable(submission)
  }
}

function decodeSubmit(reply: WireReply, submission: Submission): SubmitOutcome {
  const decided = classifyStatus(reply)
  if (decided) return decided
  const body = asObject(reply.json)
  const code = readCode(body?.['code'])
  if (!body || code === null) return decodeWithoutCode(reply)
  const isSuccess = reply.status >= 200 && reply.status < 300
  switch (code) {
    case 0: // placeholder in some documents: counts only with a result
    case 1:
    case 21:
    case 22:
      return isSuccess ? decodeTaken(body, code, reply, submission) : unknown(reply)
    case 3:
      return refused(reasonOfMissing(reply, submission), reply, code)
    case 23:
      return {
        type: 'refused-for-now',
        reason: 'queue-full',
        detail: messageOf(reply),
        retryAfterMs: waitOf(reply),
      }
    case 24:
      return refused('banned-word', reply, code, bannedWordOf(body, reply))
    case 25:
      return refused('no-credit', reply, code)
    case 30:
      return {
        type: 'refused-for-now',
        reason: 'rate-limited',
        detail: messageOf(reply),
        retryAfterMs: waitOf(reply),
      }
    case 5: // a relay lost its upstream: it may have been taken there, whatever the text says
      return unknown(reply)
    default:
      return decodeByText(body, code, reply)
  }
}

/** `code` may be text in foreign gateways (gateways.md 3.6). */
function readCode(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : asText(value, 12).trim()
  return /^-?\d{1,6}$/.test(text) ? Number(text) : null
}

function unknown(reply: WireReply): SubmitOutcome {
  return { type: 'unknown', detail: messageOf(reply) }
}

/** Only a text that is known to come before acceptance makes these codes (4, 9, -1, Discord's own) a refusal. */
function decodeByText(body: WireObject, code: number, reply: WireReply): SubmitOutcome {
  const reason = refusalReason(messageOf(reply))
  if (!reason) return unknown(reply)
  return refused(reason, reply, code, reason === 'banned-word' ? bannedWordOf(body, reply) : null)
}

/** OpenAI's error shape, plain text, web pages, nothing at all. */
function decodeWithoutCode(reply: WireReply): SubmitOutcome {
  const reason = isWebPage(reply) || reply.status < 400 ? null : refusalReason(messageOf(reply))
  return reason ? refused(reason, reply, null) : unknown(reply)
}

/** Code 3 is a parent that is gone, unless the text speaks of accounts or buttons. */
function reasonOfMissing(reply: WireReply, submission: Submission): RefusalReason {
  const named = refusalReason(messageOf(reply))
  return named ?? ('taskId' in submission ? 'parent-expired' : 'no-account')
}

function bannedWordOf(body: WireObject, reply: WireReply): string | null {
  const named = asText(asObject(body['properties'])?.['bannedWord'], 100).trim()
  return named || bannedWord(messageOf(reply))
}

function decodeTaken(
  body: WireObject,
  code: number,
  reply: WireReply,
  submission: Submission,
): SubmitOutcome {
  if (submission.verb === 'upload' && Array.isArray(body['result'])) {
    const urls = body['result'].map(readAddress).filter((url) => url !== null)
    return urls.length > 0 ? { type: 'uploaded', urls } : unknown(reply)
  }
  const taskId = readResult(body['result'])
  if (taskId === undefined) return unknown(reply)
  const properties = asObject(body['properties'])
  if (code === 21) return decodeWindow(taskId, properties, submission)
  // A bookmark is answered with the parent's own id: nothing new came of it.
  if (submission.verb === 'action' && taskId === submission.taskId)
    return { type: 'exists', taskId }
  const description = asText(body['description'], 500).trim()
  return { type: 'accepted', taskId, description, ahead: readAhead(properties, description) }
}

/** The id in `result`: text, a number, a list, or a comma list of which the first stands (gateways.md quirk 4). */
function readResult(result: unknown): string | undefined {
  const first: unknown = Array.isArray(result) ? result[0] : result
  return readId(typeof first === 'string' ? first.split(',')[0]?.trim() : first)
}

/** Code 21 is a window, except in the old form that carries the existing task's status and picture. */
function decodeWindow(
  taskId: string,
  properties: WireObject | undefined,
  submission: Submission,
): SubmitOutcome {
  if (properties?.['status'] === 'SUCCESS' || readAddress(properties?.['imageUrl']) !== null) {
    return { type: 'exists', taskId }
  }
  // `remix` says whether the account may edit prompts; these three windows consist of a prompt.
  const asksForPrompt =
    submission.verb === 'action' && /CustomZoom|PicReader|PromptAnalyzer/.test(submission.customId)
  return {
    type: 'window',
    taskId,
    finalPrompt: asText(properties?.['finalPrompt']),
    editable: asksForPrompt || properties?.['remix'] !== false,
  }
}

function readAhead(properties: WireObject | undefined, description: string): number | null {
  const told = properties?.['numberOfQueues'] ?? /前面还有\s*(\d{1,6})\s*个/.exec(description)?.[1]
  const ahead = typeof told === 'number' || typeof told === 'string' ? Number(told) : Number.NaN
  return Number.isSafeInteger(ahead) && ahead >= 0 ? ahead : null
}

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
