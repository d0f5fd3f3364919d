import 'server-only'
/**
 * The demo gateway as the relay of seed 001: modes by path, ids as bare numbers, Discord's own ids rounded by
 * whoever wrote them down as doubles.
 */
import { momentOf, type DemoTask } from '../task'
import { record, text } from './body'
import { escapeHtml } from './new-api'
import { createPlusWire } from './plus'
import { toPlusTask } from './plus-task'
import { empty, json, type Reply } from './reply'
import { bearerOf, readMode, type Voice, type WireOptions } from './wire'

const paths =
  /^\/mj\/(?:submit\/(?:imagine|blend|describe|shorten|action|modal)|task\/[^/]+\/fetch)$/

/** Both ways the seed writes them: `/mj-fast` in its text, `/fast` in its examples. */
const modes = /^\/(?:mj-)?(fast|relax)(?=\/mj\/)/

export function createModes(options: WireOptions): Voice {
  const { engine, key, baseUrl, now } = options
  const plus = createPlusWire(options)
  const show = (task: DemoTask) => toModesTask(task, baseUrl, now())

  return {
    admit: (headers) => (key === '' || bearerOf(headers) === key ? undefined : empty(401)),
    route: (path) => readMode(path, modes),
    show,
    // Go's escapes; and the id of a submit without quotes, more digits than a double holds.
    write: (answer) => escapeHtml(answer).replace(/"result":"(\d+)"/, '"result":$1'),
    async answer(request) {
      const { path } = request
      if (!paths.test(path)) return empty(404)
      const [, id] = /^\/mj\/task\/([^/]+)\/fetch$/.exec(path) ?? []
      const task = id === undefined ? undefined : engine.find(id)
      if (id !== undefined) return task ? json(show(task)) : empty(404)
      return told(await plus(request))
    },
  }

  function told(reply: Reply): Reply {
    const answer = record(reply.json)
    if (!reply.isAccepted || answer['code'] === 21) return reply
    return { ...reply, json: { ...answer, properties: {} } }
  }
}

/** The members of the seed's sample, in its order. */
function toModesTask(task: DemoTask, baseUrl: string, now: number): Record<string, unknown> {
  const seen = toPlusTask(task, { baseUrl, now })
  const properties = record(seen['properties'])
  const isCancelled = momentOf(task, now).status === 'CANCEL'
  return {
    id: task.id,
    action: task.action,
    prompt: task.prompt,
    promptEn: task.promptEn,
    description: 'Submit success',
    state: task.state,
    submitTime: task.submitTime,
    startTime: seen['startTime'] ?? 0,
    finishTime: seen['finishTime'] ?? 0,
    imageUrl: seen['imageUrl'] ?? '',
    // Six statuses: it knows no CANCEL.
    status: isCancelled ? 'FAILURE' : seen['status'],
    progress: seen['progress'] ?? '',
    failReason: seen['failReason'] ?? '',
    properties: {
      ...properties,
      // As doubles, and so rounded: 8774786694361674000 in the seed.
      discordChannelId: Number(text(properties, 'discordChannelId')),
      discordInstanceId: Number(text(properties, 'discordInstanceId')),
    },
    buttons: seen['buttons'],
  }
}
