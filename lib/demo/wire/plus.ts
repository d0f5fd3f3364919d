import 'server-only'
/**
 * The demo gateway as Midjourney-proxy Plus: its routes, its words, its refusals, from gateways.md (column P).
 * Nothing here was read off a client.
 */
import { createPlusActions } from './plus-actions'
import { createDesk } from './plus-desk'
import { createPlusReads } from './plus-reads'
import { createPlusSubmits } from './plus-submits'
import { toPlusTask } from './plus-task'
import { empty, springError } from './reply'
import { bearerOf, readMode, type Voice, type Wire, type WireOptions } from './wire'

export function createPlusWire(options: WireOptions): Wire {
  const desk = createDesk(options)
  const submits = { ...createPlusSubmits(options, desk), ...createPlusActions(options, desk) }
  const reads = createPlusReads(options)
  return async ({ method, path, body, speed }) => {
    const submit = submits[path]
    const read = reads(path)
    if (!submit && !read) return springError(404, path, options.now())
    const expected = submit ? 'POST' : read!.method
    if (method !== expected) return springError(405, path, options.now())
    if (method === 'POST' && body === undefined && read?.needsBody !== false)
      return springError(400, path, options.now())
    return submit ? submit(body ?? {}, speed) : read!.answer(body ?? {})
  }
}

const modes = /^\/(?:mj-)?(fast|relax|turbo)(?=\/mj\/)/

/** Plus as it is sold: behind a front that takes either header and knows the modes by their prefix. */
export function createPlus(options: WireOptions): Voice {
  const { account, key, baseUrl, now } = options
  return {
    admit(headers) {
      const isKnown = bearerOf(headers) === key || headers.get('mj-api-secret') === key
      return key === '' || isKnown ? undefined : empty(401)
    },
    route: (path) => readMode(path, modes),
    answer: createPlusWire(options),
    show: (task) => toPlusTask(task, { baseUrl, now: now(), ...account }),
  }
}
