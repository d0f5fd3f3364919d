/** Requests of somebody who is signed in, for what is somebody else's. */
import type { BuiltStudio, Reply } from './built-studio'
import { type Endpoint, type Ids, pressing } from './routes'
import type { Stage } from './scenario'
import { until } from './until'

/** What only a page that the studio trusts can send. */
export const foreignPage = { 'x-safelight': '1', 'content-type': 'application/json' }

export function ask(
  studio: BuiltStudio,
  one: Endpoint,
  ids: Ids,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  const body = one.body(ids)
  return studio.knock(one.at(ids), {
    method: one.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** As fast as one person may: an answer that asks for patience says nothing about ids. */
async function askPatiently(
  ...[studio, one, ids, headers]: Parameters<typeof ask>
): Promise<Reply> {
  let reply = await ask(studio, one, ids, headers)
  await until(async () => {
    if (reply.status === 429) reply = await ask(studio, one, ids, headers)
    return reply.status !== 429
  })
  return reply
}

/** Signed in, with the ids of somebody else's everything: in the path, in the query and in the body. */
export async function askWithIdsOf(
  stage: Stage,
  studio: BuiltStudio,
  asking: {
    ids: Ids
    mark: string
    headers: Readonly<Record<string, string>>
    closed: readonly Endpoint[]
  },
): Promise<{ asked: number; admitted: number; bytes: number }> {
  const seen = { asked: 0, admitted: 0, bytes: 0 }
  const { ids, mark, headers, closed } = asking
  const judge = (reply: Reply, what: string, isNamed: boolean) => {
    seen.asked += 1
    if (reply.bytes.includes(mark)) seen.bytes += 1
    // HEAD has no body to tell by; its status is that of GET.
    if (!isNamed || [401, 403, 404, 405].includes(reply.status)) return
    seen.admitted += 1
    stage.say(
      `somebody else's id at ${what}: ${reply.status} ${reply.bytes.toString().slice(0, 100)}`,
    )
  }
  // In short, `/mj` is asked without a mode before it: more at once than one person may would have to wait.
  const asked = closed.filter(({ route }) => !(stage.isShort && route.startsWith('/[mode]/')))
  for (const one of asked) {
    const reply = await askPatiently(studio, one, ids, headers)
    judge(reply, `${one.method} ${one.route}`, /\[(?:id|\w+Id)\]/.test(one.route))
  }
  for (const [at, body] of pressing(ids)) {
    const reply = await studio.knock(at, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    judge(reply, `POST ${at}`, false)
    if (reply.status < 400) {
      seen.admitted += 1
      stage.say(`somebody else's id in the body of ${at}: ${reply.status}`)
    }
  }
  return seen
}

const ownersAlone = /^\/api\/(?:gateways|members|archive|audit\/csv)/

/** Requests for what is the owner's alone, and those of them that were not forbidden. */
export type Overreach = { overreached: number; allowed: number }

/** A member at what is the owner's: told so, and nothing else. */
export async function askForOwners(
  stage: Stage,
  studio: BuiltStudio,
  ids: Ids,
  closed: readonly Endpoint[],
  headers: Readonly<Record<string, string>>,
): Promise<Overreach> {
  const seen = { overreached: 0, allowed: 0 }
  for (const one of closed.filter(({ route }) => ownersAlone.test(route))) {
    const { status } = await ask(studio, one, ids, headers)
    seen.overreached += 1
    if (status === 403) continue
    seen.allowed += 1
    stage.say(`a member at ${one.method} ${one.route}: ${status}`)
  }
  return seen
}
