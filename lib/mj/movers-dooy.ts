/**
 * Dooy's chatgpt-web-midjourney-proxy exports its chats: `{data: {active, history, chat: [{uuid, data: [message]}]},
 * expire}`. A message that drew something has `mjID` and, once the gateway has answered, its task object under `opt`;
 * the prompt is the message before it. Every other message is talk.
 */
import {
  addressesIn,
  asList,
  asRecord,
  gather,
  idOf,
  judge,
  type MovedHistory,
  type MovedTask,
  type MoverSkip,
  outcomeOf,
  readWireTask,
  textOf,
} from './movers-reading'

/** Null when this is no such export. */
export function readDooy(value: unknown): MovedHistory | null {
  const stored = asRecord(value)
  const state = asRecord(stored?.['data']) ?? stored
  const chats = state?.['chat']
  if (!Array.isArray(chats) || !Array.isArray(state!['history'])) return null
  return gather((chats as unknown[]).flatMap((chat, n) => readChat(chat, `chat[${n}]`)))
}

type Read = readonly [what: string, read: MovedTask | MoverSkip | null]

function readChat(value: unknown, where: string): readonly Read[] {
  const chat = asRecord(value)
  if (chat === null || !Array.isArray(chat['data'])) return [[where, 'not-a-task']]
  let asked = ''
  return asList(chat['data']).map((entry, n) => {
    const message = asRecord(entry)
    const what = `${where}.data[${n}]`
    if (message === null) return [what, 'not-a-task']
    if (message['inversion'] === true) asked = textOf(message['text'])
    return [what, readMessage(message, asked)]
  })
}

/** Null for talk. */
function readMessage(
  message: Readonly<Record<string, unknown>>,
  asked: string,
): MovedTask | MoverSkip | null {
  const wire = asRecord(message['opt'])
  const { mjID } = message
  const isDrawing = (typeof mjID === 'string' && mjID !== '') || typeof mjID === 'number'
  if (!isDrawing || message['inversion'] === true) return null
  const task = readWireTask(wire ?? {})
  const images = task.imageUrls.length > 0 ? task.imageUrls : addressesIn(wire?.['images'])
  return judge(
    {
      ...task,
      // The gateway's own answer has the exact id; `mjID` may have been a number once.
      gatewayTaskId: task.gatewayTaskId ?? idOf(mjID),
      prompt: task.prompt || askedIn(message) || asked,
      createdAt: task.createdAt ?? dateOf(textOf(message['dateTime'])),
      imageUrls: images,
    },
    outcomeOf(textOf(wire?.['status'])),
  )
}

function askedIn(message: Readonly<Record<string, unknown>>): string {
  return textOf(asRecord(message['requestOptions'])?.['prompt'])
}

/** `2024/3/15 14:22:01`, as that client writes it in most languages; null for what is not in that order. */
function dateOf(text: string): number | null {
  const [year, month, day, hour = 0, minute = 0, second = 0] =
    /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/
      .exec(text)
      ?.slice(1)
      .map((digits: string | undefined) => Number(digits ?? 0)) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  return new Date(year, month - 1, day, hour, minute, second).getTime()
}
