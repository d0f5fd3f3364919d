import 'server-only'
/**
 * The demo gateway as Midjourney-proxy Plus: its routes, its words, its refusals, from gateways.md (column P).
 * Nothing here was read off a client.
 */
import type { Engine } from '../engine'
import type { Gallery } from '../gallery'
import type { DemoSpeed } from '../task'
import type { Body } from './body'
import { createPlusActions } from './plus-actions'
import { createDesk } from './plus-desk'
import { createPlusReads } from './plus-reads'
import { createPlusSubmits } from './plus-submits'
import { springError, type Reply } from './reply'

export type Account = {
  /** Remix on, remix-auto-submit off: variation, pan and reroll open a window. */
  hasRemix: boolean
  /** Animate buttons and films; Plus itself refuses them. */
  hasVideo: boolean
}

export type PlusOptions = {
  engine: Engine
  gallery: Gallery
  account: Account
  baseUrl: string
  now: () => number
  paintsAhead: boolean
}

export type WireRequest = {
  method: string
  /** From `/mj` on, without a mode prefix. */
  path: string
  /** Undefined when the body is not a JSON object. */
  body: Body | undefined
  /** What the mode prefix asks for. */
  speed: DemoSpeed | null
}

export type Wire = (request: WireRequest) => Promise<Reply>

export function createPlusWire(options: PlusOptions): Wire {
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
