import 'server-only'
/** What the studio answers to a submit, in the codes of the family (gateways.md 2.1). */
import type { ErrorKind, StudioError } from '@/lib/mj/errors'
import type { RefusalReason, Task } from '@/lib/mj/task'

export type MjReply = {
  code: number
  description: string
  result: string | readonly string[] | null
  properties: Readonly<Record<string, unknown>>
}

const refusalCodes: Record<RefusalReason, number> = {
  'banned-word': 24,
  'invalid-request': 4,
  'no-credit': 25,
  'no-account': 3,
  'parent-expired': 3,
  'not-supported': 4,
  'key-refused': 9,
  'queue-full': 23,
  'rate-limited': 23,
  'daily-limit': 25,
  'account-blocked': 3,
  'too-large': 4,
  other: 9,
}

function reply(
  code: number,
  description: string,
  result: MjReply['result'] = null,
  properties: MjReply['properties'] = {},
): MjReply {
  return { code, description, result, properties }
}

/** A plain success, as seed and cancel give it. */
export function succeeded(result: string | readonly string[]): MjReply {
  return reply(1, 'Success', result)
}

/**
 * How a submit ended, or stood when its time was up. An unclear one is code 1: it has a task that can be followed,
 * and a client that is told of an error would send it again and pay twice.
 */
export function submitReply(task: Task): MjReply {
  const { state } = task
  switch (state.name) {
    case 'refused':
      return reply(
        refusalCodes[state.reason],
        state.detail === '' ? state.reason : state.detail,
        null,
        state.reason === 'banned-word'
          ? { promptEn: task.promptEn || task.prompt, bannedWord: state.bannedWord ?? '' }
          : {},
      )
    case 'not-sent':
      return reply(9, state.detail === '' ? 'It could not be sent to the gateway.' : state.detail)
    case 'window':
      return reply(21, 'Waiting for window confirm', task.id, {
        finalPrompt: state.prompt,
        remix: state.editable,
      })
    case 'queued':
      if (task.verb === 'upload') return uploadReply(task)
      return reply(22, 'In queue, it will be sent when the gateway takes it', task.id, {
        numberOfQueues: 1,
      })
    default:
      return task.verb === 'upload'
        ? uploadReply(task)
        : reply(1, 'Submit success', task.id, { discordInstanceId: task.gateway.id })
  }
}

/** An upload has addresses for a result, which the studio keeps as the text of its task; there is nothing to follow. */
function uploadReply(task: Task): MjReply {
  return task.state.name === 'done'
    ? reply(1, 'Success', task.text.split('\n').filter(Boolean))
    : reply(9, 'The gateway has not said where it put the pictures.')
}

const errorCodes: Partial<Record<ErrorKind, number>> = {
  'not-found': 3,
  gone: 3,
  'rate-limited': 23,
  // As S004 says that there is no credit (gateways.md 2.1).
  'over-budget': 25,
  internal: 9,
  unavailable: 9,
  'disk-full': 9,
  'gateway-malformed': 9,
  'gateway-unreachable': 9,
  'gateway-timeout': 9,
}

/** A fault in the same shape, so that a client finds its sentence where it looks for one. */
export function faultReply(error: StudioError): MjReply {
  return reply(errorCodes[error.kind] ?? 4, error.message)
}
