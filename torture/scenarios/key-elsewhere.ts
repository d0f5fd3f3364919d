/**
 * Every way by which a gateway, a task, or somebody at the settings could make the studio say the key to another than
 * its own gateway. A listener stands at the other end of each; what it hears is searched for the key.
 */
import path from 'node:path'
import { createGateway } from '@/lib/gateway/client'
import { dialects } from '@/lib/gateway/dialects'
import type { Dialect } from '@/lib/gateway/dialect'
import { safePost } from '@/lib/gateway/safe-post'
import { createTransport } from '@/lib/gateway/transport'
import type { GatewayAuth } from '@/lib/mj/gateways'
import { openStudio } from '@/lib/server/open-studio'
import { gatewayDraft } from '@/lib/server/testing/gateway-draft'
import { scriptedGateway } from '@/lib/server/testing/scripted-gateway'
import { crookedIds } from '../corpus/ids'
import { owner } from '../hasty-studio'
import { littlePicture } from '../little-picture'
import { type Answer, type Heard, type Listener, openListener } from '../listener'
import { atLeast, type Check, exactly, never, type Scenario, type Stage } from '../scenario'
import { until } from '../until'

export const keyElsewhere: Scenario = {
  name: 'key-elsewhere',
  about:
    'redirects, odd ids, picture hosts, hooks and changed settings, with a listener at the other end',
  pace: 'works',
  run: lure,
}

const key = 'sk-CANARY7f3a9e51c0d84b62'
const part = 'CANARY7f3a9e51'
const redirects = [301, 302, 303, 307, 308]

type Bait = { attempts: number; refused: number }

async function lure(stage: Stage): Promise<readonly Check[]> {
  const [elsewhere, other] = await Promise.all([openListener(answering), openListener(answering)])
  const listeners = [elsewhere, other]
  try {
    const bait: Bait = { attempts: 0, refused: 0 }
    const asked = await followRedirects(elsewhere, bait)
    await askWithCrookedIds(elsewhere, bait)
    await readPictures(elsewhere, bait)
    await callHooks(elsewhere, bait)
    const settings = await changeSettings(stage, listeners, bait)
    const heard = listeners.flatMap((listener) => listener.heard)
    return [
      atLeast('attempts', 200, bait.attempts),
      atLeast('requests that a listener heard', 50, heard.length),
      never('of them with Authorization or mj-api-secret', heard.filter(hasCredentials).length),
      never('of them with the key in any other place', heard.filter(holdsKey).length),
      atLeast('requests with the key at its own gateway', 200, asked + settings.atHome),
      exactly('changes of origin after which there is no key', settings.moved, settings.forgotten),
      exactly('changes of path alone, which keep it', 1, settings.kept),
    ]
  } finally {
    await Promise.all(listeners.map((listener) => listener.close()))
  }
}

const answering = { answer: (): Answer => ({ status: 200, headers: image, body: littlePicture }) }
const image = { 'content-type': 'image/png' }

function hasCredentials({ headers }: Heard): boolean {
  const { authorization, cookie } = headers
  return [authorization, headers['mj-api-secret'], headers['proxy-authorization'], cookie].some(
    (value) => value !== undefined,
  )
}

function holdsKey({ url, headers, body }: Heard): boolean {
  return `${decodeURIComponent(url)} ${JSON.stringify(headers)} ${body}`.includes(part)
}

function gatewayAt(
  baseUrl: string,
  dialect: Dialect,
  auth: GatewayAuth,
  imageHosts: string[] = [],
) {
  return createGateway({ id: 'lure', name: 'Lure', baseUrl, key, auth, dialect, imageHosts })
}

/** Everything that a client asks of a gateway. */
function asks(gateway: ReturnType<typeof gatewayAt>, id: string): (() => Promise<unknown>)[] {
  return [
    () => gateway.submit({ verb: 'imagine', prompt: 'a fox' }, 'state'),
    () => gateway.submit({ verb: 'action', taskId: id, customId: id }, 'state'),
    () => gateway.fetch(id),
    () => gateway.list([id]),
    () => gateway.listRecent(),
    () => gateway.seed(id),
    () => gateway.cancel(id),
  ]
}

async function attempt(bait: Bait, ask: () => Promise<unknown>): Promise<void> {
  bait.attempts += 1
  try {
    await ask()
  } catch {
    bait.refused += 1
  }
}

/** Answers how many requests with the key have come to the gateway itself. */
async function followRedirects(elsewhere: Listener, bait: Bait): Promise<number> {
  let turn = 0
  const locations = (own: string) => [
    `${elsewhere.url}/mj/task/1/fetch`,
    `//${elsewhere.host}/mj/task/1/fetch`,
    `http://${own}@${elsewhere.host}/`,
    `http://user:secret@${elsewhere.host}/`,
    `http:\\\\${elsewhere.host}\\`,
  ]
  const gateway: Listener = await openListener({
    answer() {
      const status = redirects[turn % redirects.length]!
      const places = locations(gateway.host)
      const location = places[Math.floor(turn / redirects.length) % places.length]!
      turn += 1
      const more = { refresh: `0; url=${location}`, 'alt-svc': `h2="${elsewhere.host}"` }
      return { status, headers: { location, 'content-location': location, ...more } }
    },
  })
  try {
    for (const dialect of dialects) {
      for (const auth of dialect.auths) {
        const client = gatewayAt(gateway.url, dialect, auth)
        for (const ask of asks(client, '1')) {
          for (let n = 0; n < redirects.length; n += 1) await attempt(bait, ask)
        }
      }
    }
    return gateway.heard.filter(hasCredentials).length
  } finally {
    await gateway.close()
  }
}

async function askWithCrookedIds(elsewhere: Listener, bait: Bait): Promise<void> {
  const gateway = await openListener()
  try {
    for (const id of crookedIds.map((text) => text.replaceAll('{host}', elsewhere.host))) {
      for (const dialect of dialects) {
        const client = gatewayAt(gateway.url, dialect, dialect.auths[0]!)
        for (const ask of asks(client, id)) await attempt(bait, ask)
      }
    }
    const strayed = gateway.heard.filter(
      ({ url }) => !/^\/(?:[\w-]+\/)?mj\/[\w/-]+(?:\?|$)/.test(url),
    )
    if (strayed.length > 0) throw new Error(`a path was bent: ${strayed[0]!.url}`)
  } finally {
    await gateway.close()
  }
}

/** Pictures and films at hosts that are allowed, and behind redirects of the gateway's own host. */
async function readPictures(elsewhere: Listener, bait: Bait): Promise<void> {
  const gateway: Listener = await openListener({
    answer: ({ url }) => ({
      status: redirects[Number(url.slice(1)) % redirects.length]!,
      headers: { location: `${elsewhere.url}/a.png` },
    }),
  })
  try {
    for (const dialect of dialects) {
      for (const auth of dialect.auths) {
        const client = gatewayAt(gateway.url, dialect, auth, [elsewhere.host])
        const places = [
          `${elsewhere.url}/a.png`,
          `${elsewhere.url}/a.mp4`,
          ...redirects.map((_status, n) => `${gateway.url}/${n}`),
        ]
        for (const place of places) {
          await attempt(bait, () => client.readPicture(place))
          await attempt(bait, () => client.readResult(place, () => Promise.resolve('film')))
        }
      }
    }
    // Not even the gateway's own host is shown the key when a picture is fetched.
    if (gateway.heard.some(hasCredentials)) throw new Error('a picture was fetched with the key')
  } finally {
    await gateway.close()
  }
}

/** What a tool wants to be told goes to the tool's own address, with nothing of ours. */
async function callHooks(elsewhere: Listener, bait: Bait): Promise<void> {
  const addresses = [`${elsewhere.url}/hook`, `http://user:secret@${elsewhere.host}/hook`]
  for (const address of addresses) await attempt(bait, () => safePost(address, '{}'))
  // To a public address it would go: here is what it carries.
  await attempt(bait, () =>
    safePost('http://tool.example/hook', '{"id":"1"}', {
      connect: () => (request) => createTransport()(new Request(elsewhere.url, request)),
    }),
  )
}

type Settings = { moved: number; forgotten: number; kept: number; atHome: number }

/** Somebody at the settings who would like to read the key: points the gateway at himself, and lets the doctor call. */
async function changeSettings(
  stage: Stage,
  [elsewhere, other]: readonly Listener[],
  bait: Bait,
): Promise<Settings> {
  const home = await openListener({
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 1, description: 'ok', result: '1' }),
    }),
  })
  const folder = path.join(stage.folder, 'settings')
  const studio = await openStudio({ folder, gateways: [scriptedGateway(Date.now)] })
  const seen: Settings = { moved: 0, forgotten: 0, kept: 0, atHome: 0 }
  const imageHosts = [elsewhere!.host]
  const draft = (baseUrl: string, shown: string | null) =>
    gatewayDraft({ name: 'Home', baseUrl, key: shown, imageHosts })
  const away = [
    elsewhere!.url,
    other!.url,
    `${elsewhere!.url}/mj`,
    `${home.url.replace('127.0.0.1', 'localhost')}/`,
    elsewhere!.url.replace('127.0.0.1', 'localhost'),
    elsewhere!.url.replace('127.0.0.1', '127.1'),
    elsewhere!.url.replace('http:', 'HTTP:'),
    home.url.replace('http:', 'https:'),
  ]
  try {
    const { id } = await studio.gateways.add(draft(home.url, key))
    const kept = await studio.gateways.change(id, draft(`${home.url}/v1`, null))
    seen.kept = Number(kept.hasKey)
    for (const baseUrl of away) {
      const probe = { id, baseUrl, key: null, auth: null, dialect: null }
      await attempt(bait, () => studio.gateways.probe(probe))
      bait.attempts += 1
      const moved = await studio.gateways.change(id, draft(baseUrl, null))
      seen.moved += 1
      seen.forgotten += Number(!moved.hasKey && moved.keyEnd === '')
      await attempt(bait, () => studio.gateways.probe(probe))
      // Back home it does not return by itself.
      const back = await studio.gateways.change(id, draft(home.url, null))
      if (back.hasKey) seen.forgotten -= 1
      await studio.gateways.change(id, draft(home.url, key))
    }
    await studio.gateways.makeDefault(id)
    const submission = { verb: 'imagine', prompt: 'a fox' } as const
    await studio.submit(owner, [{ clientKey: 'at-home-1', submission }])
    await until(() => home.heard.some(hasCredentials))
    await studio.gateways.change(id, draft(elsewhere!.url, null))
    await studio.submit(owner, [{ clientKey: 'elsewhere-1', submission }])
    await until(() => elsewhere!.heard.some(({ url }) => url.includes('/submit/')))
    bait.attempts += 1
    seen.atHome = home.heard.filter(hasCredentials).length
    return seen
  } finally {
    await studio.close()
    await home.close()
  }
}
