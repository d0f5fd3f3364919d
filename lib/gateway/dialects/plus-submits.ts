import 'server-only'
/** Submits in the dialect of Plus: endpoints and fields out, codes and results in (gateways.md 1.2, 2, 3.7). */
import { unreachable } from '@/lib/mj/errors'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import { readSyntheticButton } from '@/lib/mj/synthetic-buttons'
import type { RefusalReason, Speed } from '@/lib/mj/task'
import { classifyStatus, refused, refusedForNow } from '../classify'
import type { WireReply, WireRequest } from '../dialect'
import { asObject, asText, isWebPage, messageOf, readCode, type WireObject } from '../reply-message'
import { bannedWord, refusalReason } from '../refusals'
import { ensureId, readAddress, readId } from '../task-report'

/**
 * Where a speed is asked for: a mode prefix (`/mj-fast/mj/…`), the same without its `mj-` (`/fast/mj/…`),
 * `accountFilter.modes`, or nowhere.
 */
export type SpeedPlace = 'path' | 'short-path' | 'filter' | 'nowhere'

export function encodeSubmit(
  submission: Submission,
  state: string,
  speedIn: SpeedPlace,
): WireRequest {
  const { speed, botType, notifyHook } = submission
  const accountFilter =
    speed && speedIn === 'filter'
      ? { ...submission.accountFilter, modes: [speed.toUpperCase()] }
      : submission.accountFilter
  const { endpoint, fields } = verbRequest(withoutSynthetic(submission), accountFilter)
  return {
    method: 'POST',
    path: `${modePrefix(speed, speedIn)}/mj/${endpoint}`,
    body: { ...fields, botType, accountFilter, notifyHook, state },
  }
}

function modePrefix(speed: Speed | undefined, speedIn: SpeedPlace): string {
  if (!speed) return ''
  if (speedIn === 'path') return `/mj-${speed}`
  return speedIn === 'short-path' ? `/${speed}` : ''
}

/** A button of our own making is a change by index, whichever gateway it is pressed on. */
function withoutSynthetic(submission: Submission): Submission {
  if (submission.verb !== 'action') return submission
  const change = readSyntheticButton(submission.customId)
  return change ? { verb: 'change', taskId: submission.taskId, ...change } : submission
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

/** See [Note: A submit is sent once] in client.ts for what may be called what. */
export function decodeSubmit(reply: WireReply, submission: Submission): SubmitOutcome {
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
      return refusedForNow('queue-full', reply)
    case 24:
      return refusedAs24(body, reply)
    case 25:
      return refused('no-credit', reply, code)
    case 30:
      return refusedForNow('rate-limited', reply)
    case 5: // a relay lost its upstream: it may have been taken there, whatever the text says
      return unknown(reply)
    default:
      return decodeByText(body, code, reply)
  }
}

function unknown(reply: WireReply): SubmitOutcome {
  return { type: 'unknown', detail: messageOf(reply) }
}

/** A banned word; but one document has this code for an account that cannot be used (gateways.md 2.1). */
function refusedAs24(body: WireObject, reply: WireReply): SubmitOutcome {
  const reason = refusalReason(messageOf(reply))
  if (reason === 'no-account' || reason === 'account-blocked') return refused(reason, reply, 24)
  return refused('banned-word', reply, 24, bannedWordOf(body, reply))
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
