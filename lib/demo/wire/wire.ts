import 'server-only'
/**
 * The seam between the gateway and its voices. A voice says who may speak, which paths there are, and how what
 * the engine knows is put; it keeps nothing of its own, so every voice survives a restart as the engine does.
 */
import type { Engine } from '../engine'
import type { Gallery } from '../gallery'
import type { DemoSpeed, DemoTask } from '../task'
import type { Body } from './body'
import type { Reply } from './reply'

export const personalities = [
  'plus',
  'novicezk',
  'trueai',
  'new-api',
  'crazyrouter',
  'modes',
  'cubicspaces',
] as const
export type Personality = (typeof personalities)[number]

/** Throws `Error` with the known names when `name` is none of them. */
export function parsePersonality(name: string): Personality {
  const found = personalities.find((known) => known === name)
  if (!found)
    throw new Error(`unknown personality "${name}"; known are ${personalities.join(', ')}`)
  return found
}

/** What the operator has set; `/demo/control` changes it while the gateway runs. */
export type Account = {
  /** Remix on, remix-auto-submit off: variation, pan and reroll open a window. */
  hasRemix: boolean
  /** Animate buttons and films; Plus itself refuses them. */
  hasVideo: boolean
  /** Films are WebM files, named in `videoUrls`; off: an animated WebP, and nothing but it. */
  hasFilms: boolean
  /** trueai: separate pictures of a grid as `imageUrls` (off by default there, gateways.md 6). */
  hasImageUrls: boolean
  /** trueai: the caller has the admin role, the only one that may cancel. */
  isAdmin: boolean
  /** new-api: the group is overloaded; every submit gets code 30 with HTTP 429. */
  isSaturated: boolean
  /** new-api: how often rows are refreshed; null for 15 s in proportion to the pace, 0 for at every look. */
  refreshMs: number | null
}

export type WireOptions = {
  engine: Engine
  gallery: Gallery
  account: Account
  /** The secret asked for; empty for none. */
  key: string
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
  /** The body as it came: whether an id was a number can only be seen here. */
  raw: string
  /** What the mode prefix asks for. */
  speed: DemoSpeed | null
  headers: Headers
}

export type Wire = (request: WireRequest) => Promise<Reply>

export type Voice = {
  /** The refusal of somebody who may not speak; undefined for everybody else. */
  admit(headers: Headers, path: string): Reply | undefined
  /** Takes a mode prefix off, where there are such. */
  route(path: string): { path: string; speed: DemoSpeed | null }
  answer: Wire
  /** A task as fetch and notify hooks tell it. */
  show(task: DemoTask): unknown
  /** A last hand on the text of an answer, where JSON.stringify would say it otherwise. */
  write?(text: string): string
}

/** Mode prefixes: which words count, before `/mj/` or as `/mj-word/mj/`. */
export function readMode(path: string, pattern: RegExp): ReturnType<Voice['route']> {
  const [prefix, mode] = pattern.exec(path) ?? []
  const speed = mode === 'relax' || mode === 'fast' || mode === 'turbo' ? mode : null
  return { path: prefix ? path.slice(prefix.length) : path, speed }
}

export const bearerOf = (headers: Headers): string | undefined =>
  headers.get('authorization')?.replace(/^Bearer /i, '')
