/**
 * Anybody can send what a gateway sends. Thousands of hooks over HTTP, forged, repeated, out of order and too large,
 * beside the gateway's own, which come twice and in the wrong order: no task changes by a word of theirs, none is asked
 * about more than once in ten seconds, and in the end all is as it is where nobody sends hooks.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chance } from '@/lib/demo/scene/noise'
import { parseFaults } from '@/lib/demo/faults'
import { plusDialect } from '@/lib/gateway/dialects/plus'
import { createTransport } from '@/lib/gateway/transport'
import { connectMade } from '@/lib/server/gateways'
import { readHookBody } from '@/lib/server/hook'
import { openStudio, type RunningStudio } from '@/lib/server/open-studio'
import { behavioursOf } from '../behaviours'
import { openCrookedGateway } from '../crooked-gateway'
import { type FastClock, fastClock } from '../fast-clock'
import { wordOf } from '../orders'
import {
  atLeast,
  atMost,
  type Check,
  exactly,
  never,
  type Scenario,
  sized,
  type Stage,
} from '../scenario'
import { tortureGateway } from '../torture-gateway'
import { until } from '../until'
import { viewerOf } from '@/lib/server/member-state'

const viewer = viewerOf('owner')
const tasks = 40
const paceMs = 15 * 60_000
const speed = 10
const windowMs = 10_000

/** One task at a time is asked about, so that it can be counted how often. */
const dialect = {
  ...plusDialect,
  capabilities: { ...plusDialect.capabilities, listByCondition: false },
}
const lost = behavioursOf({ slowMs: 100, lateMs: 2500 }).find(
  ({ name }) => name === 'reset, after',
)!

export const webhooks: Scenario = {
  name: 'webhooks',
  about: 'hooks that are forged, repeated, reordered and too large',
  pace: 'waits',
  run: flood,
}

async function flood(stage: Stage): Promise<readonly Check[]> {
  const hooks = sized(stage, 10_000, 1500)
  const reference = await live(stage, { hooks: 0 })
  const flooded = await live(stage, { hooks })
  const differing = [...reference.ends].filter(([prompt, end]) => flooded.ends.get(prompt) !== end)
  const failures = [...reference.ends.values()].filter((end) => end === 'failed')
  return [
    exactly('hooks sent', hooks, flooded.sent),
    atLeast('hooks of the gateway itself', tasks, flooded.own),
    never('answers that tell more than 204', flooded.talkative),
    atLeast('tasks that fail at the gateway', 1, failures.length),
    never('changes that no look has confirmed', flooded.unconfirmed),
    atMost('looks at one task in ten seconds, for hooks', 1, flooded.mostLooks),
    atMost('looks in a minute, while the hooks came', 25, flooded.looksAMinute),
    exactly('charges', tasks, flooded.charges),
    exactly('tasks in the end', tasks, flooded.ends.size),
    never('ends that differ from those without hooks', differing.length),
  ]
}

type Lived = {
  ends: ReadonlyMap<string, string>
  charges: number
  sent: number
  own: number
  talkative: number
  unconfirmed: number
  mostLooks: number
  looksAMinute: number
}

async function live(stage: Stage, { hooks }: { hooks: number }): Promise<Lived> {
  const clock = fastClock(speed)
  const door = await openDoor()
  const folder = path.join(stage.folder, hooks > 0 ? 'flooded' : 'reference')
  const gateway = await openCrookedGateway(stage, {
    // Every eighth submit is unclear until a list, or a hook, tells its id.
    behaviourOf: (number) => (number % 8 === 7 ? lost : null),
    demo: {
      folder: path.join(folder, 'gateway'),
      paceMs,
      now: () => clock.now(),
      limits: { running: 100, waiting: 1000 },
      faults: parseFaults(
        'late-failure next=6, duplicate-hooks rate=0.5, reordered-hooks rate=0.3, seed=7',
      ),
    },
  })
  const looks: { id: string; at: number }[] = []
  const send = createTransport()
  const made = connectMade(
    tortureGateway(gateway.url, {
      dialect,
      send: (request) => {
        const id = /\/mj\/task\/([^/]+)\/fetch/.exec(request.url)?.[1]
        if (id !== undefined) looks.push({ id, at: clock.now() })
        return send(request)
      },
    }),
  )
  const studio = await openStudio({
    folder: path.join(folder, 'studio'),
    clock,
    environment: { ...made, options: { ...made.options, notify: hooks > 0 } },
    origin: door.url,
    timings: {
      // In turn, so that the same submits fail in both lives.
      sendsInFlight: 1,
      // Their own rhythm rests (a look a minute), so that what is counted is what hooks do.
      stalledMs: 1,
    },
  })
  door.studio = studio
  try {
    for (let n = 0; n < tasks; n += 1) {
      const submission = { verb: 'imagine', prompt: `a fox #${n}` } as const
      await studio.submit(viewer, [{ clientKey: `key-${n}`, submission }])
    }
    await until(() => gateway.charges().length === tasks)
    if (hooks > 0) await until(() => door.tokens.size === tasks)
    const began = clock.now()
    const talkative = await storm(stage, { door, hooks, ids: gateway.charges() })
    const during = looks.filter(({ at }) => at >= began + windowMs)
    const unconfirmed = (await statesOf(studio)).filter(([, state]) => isAtEnd(state)).length
    await passUntilEnd(studio, clock)
    return {
      ends: new Map(await statesOf(studio)),
      charges: gateway.charges().length,
      sent: hooks,
      own: door.own,
      talkative,
      unconfirmed,
      // At this speed a timer that is a few of our milliseconds early is early by a multiple of theirs.
      mostLooks: mostWithin(during, windowMs - 50 * speed),
      looksAMinute: mostWithin(
        during.map(({ at }) => ({ id: '', at })),
        60_000,
      ),
    }
  } finally {
    await studio.close()
    await gateway.close()
    door.close()
  }
}

async function passUntilEnd(studio: RunningStudio, clock: FastClock): Promise<void> {
  clock.run(speed * 20)
  const isOver = async () => (await statesOf(studio)).every(([, state]) => isAtEnd(state))
  await until(isOver, 60_000)
}

function isAtEnd(state: string): boolean {
  return state === 'done kept' || state === 'failed'
}

async function statesOf(studio: RunningStudio): Promise<readonly (readonly [string, string])[]> {
  const { tasks: all } = await studio.feed(viewer, { limit: 1000 })
  return all.map(({ prompt, state }) => [prompt, wordOf(state)] as const)
}

/** The most moments of one id in any stretch of so many milliseconds, its end not included. */
function mostWithin(moments: readonly { id: string; at: number }[], ms: number): number {
  const counts = moments.map(
    ({ id, at }) =>
      moments.filter((other) => other.id === id && other.at >= at && other.at < at + ms).length,
  )
  return Math.max(0, ...counts)
}

type Door = {
  url: string
  studio: RunningStudio | null
  /** Addresses that the studio has given the gateway, as they were called. */
  tokens: Set<string>
  /** How often the gateway itself has called. */
  own: number
  close(): void
}

/** What the route of the studio does with a hook, without its limit for each peer: that would shield the rest. */
async function openDoor(): Promise<Door> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const door: Door = {
    url,
    studio: null,
    tokens: new Set(),
    own: 0,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  server.on('request', (incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const token = incoming.url?.replace('/api/hook/', '') ?? ''
      if (incoming.headers['x-storm'] === undefined) {
        door.own += 1
        door.tokens.add(token)
      }
      const request = new Request(url, {
        method: 'POST',
        body: new Uint8Array(Buffer.concat(chunks)),
      })
      readHookBody(request)
        .then((body) => door.studio?.takeHook(token, body))
        .then(
          () => outgoing.writeHead(204).end(),
          (error: unknown) => outgoing.writeHead(500).end(String(error)),
        )
    })
  })
  return door
}

/** Sends them over a few connections at once; answers how many were told anything. */
async function storm(
  stage: Stage,
  { door, hooks, ids }: { door: Door; hooks: number; ids: readonly string[] },
): Promise<number> {
  const tokens = [...door.tokens]
  let talkative = 0
  let next = 0
  const sender = async () => {
    while (next < hooks) {
      const { token, body } = forge({ seed: stage.seed, n: (next += 1), tokens, ids })
      const answer = await fetch(`${door.url}/api/hook/${token}`, {
        method: 'POST',
        headers: { 'x-storm': '1', 'content-type': 'application/json' },
        body,
      })
      if (answer.status !== 204 || (await answer.text()) !== '') talkative += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, sender))
  return talkative
}

function forge({
  seed,
  n,
  tokens,
  ids,
}: {
  seed: number
  n: number
  tokens: readonly string[]
  ids: readonly string[]
}): { token: string; body: string } {
  const pick = <T>(list: readonly T[], purpose: number): T =>
    list[Math.floor(chance(seed, purpose, n) * list.length)]!
  // Most of it falls on three tasks: they are the ones that could be asked about too often.
  const token = chance(seed, 51, n) < 0.7 ? pick(tokens.slice(0, 3), 52) : pick(tokens, 53)
  const id = pick(ids, 54)
  const [attempt = '', mac = ''] = token.split('.')
  const says = (change: object) =>
    JSON.stringify({ id, status: 'SUCCESS', progress: '100%', ...change })
  const forgeries: readonly (() => { token: string; body: string })[] = [
    () => ({ token, body: says({ imageUrl: 'http://127.0.0.1:9/evil.png' }) }),
    () => ({ token, body: says({ status: 'FAILURE', failReason: 'forged' }) }),
    () => ({ token, body: says({ status: 'CANCEL' }) }),
    () => ({ token, body: says({ status: 'NOT_START', progress: '0%' }) }),
    () => ({ token, body: says({ id: '9'.repeat(16) }) }),
    () => ({ token, body: says({ description: 'x'.repeat(100_000) }) }),
    () => ({ token, body: '{"id":' }),
    () => ({ token: `${attempt}.${mac.slice(11)}${mac.slice(0, 11)}`, body: says({}) }),
    () => ({ token: `${'a'.repeat(26)}.${mac}`, body: says({}) }),
  ]
  return pick(forgeries, 55)()
}
