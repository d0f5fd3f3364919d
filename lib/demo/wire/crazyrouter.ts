import 'server-only'
/** The demo gateway as Crazyrouter (seeds 000 and 002): new-api in front, with its own ids, tasks and buttons. */
import type { DemoTask } from '../task'
import { record, text, type Body } from './body'
import { createRelay, escapeHtml } from './new-api'
import { openAiError } from './new-api-words'
import { json, type Reply } from './reply'
import type { Voice, WireOptions } from './wire'

const paths =
  /^\/mj\/(?:submit\/(?:imagine|action|blend|describe|modal|shorten)|task\/(?:list-by-condition|[^/]+\/(?:fetch|image-seed))|image\/[^/]+)$/

export function createCrazyrouter(options: WireOptions): Voice {
  const relay = createRelay(options)
  const show = (task: DemoTask) => toCrazyTask(relay.show(task))

  function told(path: string, reply: Reply): Reply {
    if (Array.isArray(reply.json)) return json(reply.json.map((row) => toCrazyTask(record(row))))
    const body = record(reply.json)
    if ('status' in body) return json(toCrazyTask(body))
    if (path !== '/mj/submit/blend' || !reply.isAccepted) return reply
    const { properties: _, ...rest } = body
    return { ...reply, json: rest }
  }

  return {
    admit: relay.admit,
    route: (path) => ({ path, speed: null }),
    show,
    write: escapeHtml,
    async answer(request) {
      const { method, path } = request
      if (!paths.test(path)) return openAiError(404, '', `Invalid URL (${method} ${path})`)
      return told(path, await relay.answer(request))
    },
  }
}

const members = [
  'id',
  'action',
  'status',
  'prompt',
  'promptEn',
  'description',
  'submitTime',
  'startTime',
  'finishTime',
  'progress',
  'imageUrl',
  'failReason',
  'properties',
] as const

/** The members seed 000 lists; buttons have no type, and say "U1" in both places. */
function toCrazyTask(row: Body): Record<string, unknown> {
  const { buttons } = row
  return {
    ...Object.fromEntries(members.map((name) => [name, row[name]])),
    buttons: Array.isArray(buttons) ? buttons.map((button) => toButton(record(button))) : buttons,
  }
}

function toButton(button: Body): Record<string, unknown> {
  const label = text(button, 'label')
  const { customId, style } = button
  return { customId, emoji: text(button, 'emoji') || label, label, style }
}
