import 'server-only'
/**
 * What the doctor asks a gateway, and how the answers tell its kind (gateways.md 1.1, 1.3, 1.5). Nothing here can
 * make a picture or cost anything: reads of a task that cannot exist, and nothing else.
 *
 * [Note: The doctor submits nothing]
 * No question goes to a path under `/mj/submit` or `/mj/insight-face`, and none is a cancel. `/mj/task/list` and
 * `/mj/account/list` are left out as well: the one may be every task of every user, the other shows accounts.
 */
import type { WireReply, WireRequest } from './dialect'
import { asObject, isWebPage, messageOf, readCode } from './reply-message'
import { refusalReason } from './refusals'

/** Sixteen digits as all of the family have, of the year 2286. */
const nobody = '9999999999999999'

const get = (path: string): WireRequest => ({ method: 'GET', path })
const listOfNobody = (path: string): WireRequest => ({
  method: 'POST',
  path,
  body: { ids: [nobody] },
})

export const questions = {
  task: get(`/mj/task/${nobody}/fetch`),
  list: listOfNobody('/mj/task/list-by-condition'),
  /** The Java edition that is sold, and the C# one. */
  ids: listOfNobody('/mj/task/list-by-ids'),
  /** The Java editions only. */
  queue: get('/mj/task/queue'),
  seed: get(`/mj/task/${nobody}/image-seed`),
  /** new-api's image route. */
  image: get(`/mj/image/${nobody}`),
  mode: get(`/mj-fast/mj/task/${nobody}/fetch`),
  /** new-api takes any word for a mode. */
  word: get(`/safelight/mj/task/${nobody}/fetch`),
} as const satisfies Record<string, WireRequest>
export type Question = keyof typeof questions

/** How a question may be answered. */
export type Answer =
  /** HTTP 200 without a body. */
  | 'empty'
  /** HTTP 204. */
  | 'no-content'
  /** A JSON array. */
  | 'list'
  /** Code 3 or a sentence of its own: the path is there, the task is not. */
  | 'no-task'
  /** The same in the shape of new-api's relay. */
  | 'relay-error'
  /** `{"error": "midjourney_task_not_found"}`, of new-api's image route. */
  | 'image-error'
  /** No such path. */
  | 'missing'
  /** The key is not accepted, or one is wanted. */
  | 'refused'
  | 'other'

/** How the gateways of a dialect are known to answer. What is not named is not known. */
export type Habits = {
  answers: Readonly<Partial<Record<Question, readonly Answer[]>>>
  /** Words with which they refuse a key, where no others use them. */
  refuses?: RegExp
  /** Others, known or not, answer so too: never certain but by its host. */
  isCommon?: true
  /** Names under which such a gateway is sold, subdomains included. */
  hosts?: readonly string[]
}

/** Which answer a reply is; undefined where it says nothing of the gateway's kind (busy, failing). */
export function readAnswer(reply: WireReply): Answer | undefined {
  const { status, json } = reply
  if (status === 429 || status >= 500) return undefined
  if (isRefusal(reply)) return 'refused'
  if (isWebPage(reply)) return status === 404 || status === 405 ? 'missing' : 'other'
  if (status === 204) return 'no-content'
  const isSuccess = status >= 200 && status < 300
  if (isSuccess && (reply.text.trim() === '' || json === null)) return 'empty'
  if (isSuccess && Array.isArray(json)) return 'list'
  return readErrorBody(reply)
}

function readErrorBody(reply: WireReply): Answer {
  const body = asObject(reply.json)
  const { error } = body ?? {}
  const saysNoTask = /task_not?_found|关联任务不存在|任务不存在/.test(messageOf(reply))
  if (body?.['type'] === 'upstream_error' && saysNoTask) return 'relay-error'
  if (typeof error === 'string' && saysNoTask) return 'image-error'
  if (readCode(body?.['code']) === 3 || (body !== undefined && saysNoTask)) return 'no-task'
  return reply.status === 404 || reply.status === 405 ? 'missing' : 'other'
}

const refusalsOfKeys = ['key-refused', 'account-blocked']

/** 401 and 403 in every shape of gateways.md 1.4 and 3.7, and the C# gateway's exceptions with HTTP 200. */
export function isRefusal(reply: WireReply): boolean {
  if (reply.status === 401 || reply.status === 403) return true
  const reason = asObject(reply.json) ? refusalReason(messageOf(reply)) : null
  return reason !== null && refusalsOfKeys.includes(reason)
}
