import 'server-only'
/**
 * The demo gateway: a gateway, not a mock. It keeps state, takes time, refuses, and paints, and is reached like
 * any other through `handle`. Start reading here; then engine.ts (what happens), wire/ (how it is said),
 * recipe.ts and scene/ (what is seen), faults.ts (what goes wrong).
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseLossless } from '@/lib/mj/lossless'
import { render, strikeEarly, strikeLate } from './answer'
import { createCounter, type DemoCounts } from './counts'
import { createEngine } from './engine'
import { createFaults, noFaults, parseFaults, type FaultPlan } from './faults'
import { createGallery } from './gallery'
import { createHooks, type SendHook } from './hooks'
import { momentOf } from './task'
import { record, type Body } from './wire/body'
import { findFilm, findPicture } from './wire/picture-file'
import { expiryOf } from './wire/plus-task'
import type { Reply } from './wire/reply'
import { createVoice, taskNames } from './wire/voices'
import { bearerOf, parsePersonality, type Account, type Personality } from './wire/wire'

export type DemoGatewayOptions = {
  /** Where tasks and pictures are kept; without one, a temporary folder that goes with `close`. */
  folder?: string
  /** The secret asked for; without one the gateway is open, as Plus is. */
  key?: string
  /** Milliseconds a grid takes at fast speed. Default 12,000. */
  paceMs?: number
  faults?: FaultPlan
  /** Decides ids, seeds and the spread of durations. */
  seed?: number
  now?: () => number
  /** Origin of the picture addresses it hands out, without a slash at the end. */
  baseUrl?: string
  /** Whose wire it speaks; `plus` unless said otherwise. */
  personality?: Personality
  /** How many tasks run at once and how many wait behind them. Plus itself has 3 and 10. */
  limits?: { running: number; waiting: number }
  /** Remix on the account: variation, pan and reroll open a window. */
  remix?: boolean
  /** Animate buttons and short films; Plus refuses them, so they are off unless asked for. */
  video?: boolean
  /** More of what an operator can set; `/demo/control` changes it later. */
  account?: Partial<Account>
  /** Paint at acceptance (default), so that bytes are ready at the end; or only what somebody looks at. */
  paintsAhead?: boolean
  /** How notify hooks are sent; undici's fetch by default. */
  sendHook?: SendHook
}

export type DemoGateway = {
  /** Answers like the gateway would. Rejects only where a connection would break (`code` is `ECONNRESET`). */
  handle(request: Request): Promise<Response>
  counts(): DemoCounts
  /** Sends the notify hooks that are due; a timer does the same. */
  deliverHooks(): Promise<void>
  close(): Promise<void>
}

export async function createDemoGateway(options: DemoGatewayOptions = {}): Promise<DemoGateway> {
  const personality = parsePersonality(options.personality ?? 'plus')
  const now = options.now ?? Date.now
  const baseUrl = (options.baseUrl ?? 'http://demo.localhost').replace(/\/$/, '')
  const temporary = options.folder ? undefined : await mkdtemp(join(tmpdir(), 'safelight-demo-'))
  const folder = options.folder ?? temporary!
  const faults = createFaults(options.faults ?? noFaults)
  const gallery = await createGallery(folder)
  const counter = createCounter(now)
  const key = options.key ?? ''
  const account: Account = {
    hasRemix: options.remix ?? false,
    hasVideo: options.video ?? false,
    hasFilms: true,
    hasImageUrls: false,
    isAdmin: false,
    isSaturated: false,
    refreshMs: null,
    ...options.account,
  }
  const engine = createEngine({
    folder,
    now,
    paceMs: options.paceMs ?? 12_000,
    seed: options.seed ?? 1,
    limits: options.limits ?? { running: 64, waiting: 1000 },
    takeFault: (name) => faults.take(name),
    hasSnowflakes: () => faults.take('snowflake-ids') !== undefined,
    nameTask: taskNames[personality],
  })
  const voice = createVoice(personality, {
    engine,
    gallery,
    account,
    key,
    baseUrl,
    now,
    paintsAhead: options.paintsAhead ?? true,
  })
  const write = (reply: Reply) => {
    const answer = render(reply, faults)
    return voice.write?.(answer) ?? answer
  }
  const hooks = createHooks({
    engine,
    faults,
    now,
    render: (task) => write({ status: 200, json: voice.show(task) }),
    ...(options.sendHook ? { send: options.sendHook } : {}),
  })

  /** For the demo's own routes: the key in whatever header it comes. */
  function isAllowed(request: Request): boolean {
    const { headers } = request
    const shown = [bearerOf(headers), headers.get('authorization'), headers.get('mj-api-secret')]
    return key === '' || shown.includes(key)
  }

  async function picture(file: string): Promise<Response> {
    const found = findPicture(engine, file)
    if (!found) return gone()
    const { task, painted, step } = found
    const { shown, status } = momentOf(task, now())
    if (shown === null || (step === undefined && status !== 'SUCCESS')) return gone()
    if (task.fate.expiresAfterMs !== undefined && now() >= expiryOf(task)) return gone()
    const { bytes, type } =
      step === undefined ? await gallery.full(painted) : await gallery.preview(painted, step)
    return image(bytes, type)
  }

  async function film(file: string): Promise<Response> {
    const found = findFilm(engine, file)
    if (!found || momentOf(found.task, now()).status !== 'SUCCESS') return gone()
    if (found.task.fate.expiresAfterMs !== undefined && now() >= expiryOf(found.task)) return gone()
    const { bytes, type } = await gallery.film(found.film, found.place)
    return image(bytes, type)
  }

  async function given(file: string): Promise<Response> {
    const found = await gallery.givenFile(file.replace(/\.png$/, ''))
    return found ? image(found.bytes, found.type) : gone()
  }

  function control(body: Body): Response {
    const { faults: plan, paceMs, remix, refreshMs } = body
    try {
      if (typeof plan === 'string') faults.set(parseFaults(plan))
      if (plan === null) faults.set(noFaults)
    } catch (error) {
      return Response.json({ error: error instanceof Error ? error.message : '' }, { status: 400 })
    }
    if (typeof paceMs === 'number' && paceMs > 0) engine.paceMs = paceMs
    if (typeof remix === 'boolean') account.hasRemix = remix
    for (const name of [
      'hasVideo',
      'hasFilms',
      'hasImageUrls',
      'isAdmin',
      'isSaturated',
    ] as const) {
      const value = body[name]
      if (typeof value === 'boolean') account[name] = value
    }
    if (refreshMs === null || (typeof refreshMs === 'number' && refreshMs >= 0))
      account.refreshMs = refreshMs
    return Response.json({
      faults: faults.plan,
      paceMs: engine.paceMs,
      remix: account.hasRemix,
      personality,
      account,
    })
  }

  const counts = (): DemoCounts => ({
    requests: counter.requests(),
    submits: counter.total((kind) => kind.startsWith('submit/') || kind === 'insight-face/swap'),
    charges: engine.charges(),
    pictureReads: counter.total((kind) => kind === 'picture' || kind === 'image'),
  })

  async function demoRoute(request: Request, path: string): Promise<Response> {
    const [, room, file = ''] = /^\/demo\/([a-z]+)(?:\/(.+))?$/.exec(path) ?? []
    if (room === 'pictures') {
      counter.note('picture')
      return picture(file)
    }
    if (room === 'films') {
      counter.note('film')
      return film(file)
    }
    if (room === 'given') {
      counter.note('given')
      return given(file)
    }
    if (!isAllowed(request)) return new Response(null, { status: 401 })
    if (room === 'counts') return Response.json(counts())
    if (room === 'control' && request.method === 'POST')
      return control(readBody(await request.text()) ?? {})
    return gone()
  }

  async function wireRoute(request: Request, whole: string): Promise<Response> {
    const { path, speed } = voice.route(whole)
    const isSubmit = /^\/mj\/(submit|insight-face)\//.test(path)
    counter.note(
      path
        .replace(/^\/mj\//, '')
        .replace(/^task\/[^/]+\/(?=\w)/, 'task/')
        .replace(/^image\/.+/, 'image'),
    )
    const { method, headers, signal } = request
    const refused = voice.admit(headers, path)
    if (refused) return respond(refused, write(refused))
    const scope = isSubmit ? 'submit' : 'read'
    const early = await strikeEarly(faults, scope, wait, signal)
    if (early) return early
    const raw = method === 'POST' ? await request.text() : ''
    const body = readBody(raw)
    const reply = await voice.answer({ method, path, body, raw, speed, headers })
    if (reply.picture !== undefined) return relayed(await picture(reply.picture))
    if (reply.given !== undefined) return relayed(await given(`${reply.given}.png`))
    const answer = write(reply)
    void hooks.deliver()
    if (!isSubmit || reply.isAccepted) {
      const late = await strikeLate(faults, scope, answer, wait, signal)
      if (late) return late
    }
    return respond(reply, answer)
  }

  return {
    async handle(request) {
      const path = new URL(request.url).pathname
      if (path.startsWith('/demo/')) return demoRoute(request, path)
      return wireRoute(request, path)
    },
    counts,
    deliverHooks: () => hooks.deliver(),
    async close() {
      hooks.close()
      await gallery.close()
      if (temporary) await rm(temporary, { recursive: true, force: true })
    },
  }
}

function gone(): Response {
  return new Response('This content is no longer available.', {
    status: 404,
    headers: { 'content-type': 'text/plain' },
  })
}

function image(bytes: Uint8Array, type: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': type, 'cache-control': 'public, max-age=31536000' },
  })
}

/** A picture through somebody's image route: no word of caching, and errors wrapped (gateways.md 6). */
async function relayed(upstream: Response): Promise<Response> {
  if (!upstream.ok)
    return Response.json({ error: await upstream.text() }, { status: upstream.status })
  const type = upstream.headers.get('content-type') ?? 'image/jpeg'
  return new Response(upstream.body, { headers: { 'content-type': type } })
}

function respond(reply: Reply, answer: string): Response {
  const type = reply.text === undefined ? 'application/json;charset=UTF-8' : 'text/plain'
  return new Response(answer === '' ? null : answer, {
    status: reply.status,
    headers: { 'content-type': type },
  })
}

/** Undefined for whatever is not a JSON object. */
function readBody(text: string): Body | undefined {
  try {
    const value = parseLossless(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? record(value)
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal })
}
