/**
 * Whatever a gateway says: the corpus and ten thousand wounded answers through every dialect and the real client. None may come out as
 * an exception, bend an object's prototype, or change a digit of an id.
 */
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGateway } from '@/lib/gateway/client'
import { dialects } from '@/lib/gateway/dialects'
import * as recorded from '@/lib/gateway/dialects/recorded'
import { recordedTasks } from '@/lib/gateway/dialects/recorded-tasks'
import { mangle, randomFrom } from '@/lib/gateway/testing/mangle'
import { hostileAnswers } from '../corpus/answers'
import { atMost, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'

export const fuzz: Scenario = {
  name: 'fuzz',
  about: 'wounded answers through every dialect',
  pace: 'works',
  run: fuzzAll,
}

const statuses = [200, 200, 200, 200, 204, 400, 401, 404, 429, 500, 502]
const mostMegabytes = 50

async function fuzzAll(stage: Stage): Promise<readonly Check[]> {
  const bodies = sized(stage, 10_000, 2_000)
  const random = randomFrom(stage.seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const seen = { answers: 0, thrown: 0, rounded: 0, polluted: 0 }
  let text = ''
  const gateways = dialects.map((dialect) => ({
    dialect,
    own: recordedTasks(dialect.id),
    gateway: createGateway({
      id: dialect.id,
      name: dialect.id,
      baseUrl: 'http://127.0.0.1:9',
      key: 'sk-torture',
      auth: dialect.auths[0],
      dialect,
      send: () => {
        const status = pick(statuses)
        const body = status === 204 ? null : text
        return Promise.resolve(new Response(body, { status }))
      },
    }),
  }))

  // What the first answers take is code, not what was read.
  const warmUp = bodies / 5
  let before = 0
  const read = async ({ gateway, own }: (typeof gateways)[number]) => {
    const asks = [
      () => gateway.submit({ verb: 'imagine', prompt: 'a red fox' }, 'state'),
      () => gateway.fetch(own.id),
      () => gateway.list([own.id]),
      () => gateway.listRecent(),
    ]
    for (const ask of asks) {
      seen.answers += 1
      try {
        const told = JSON.stringify(await ask())
        for (const [, id = ''] of told.matchAll(/"(?:taskId|id)":"([^"]*)"/g)) {
          if (!text.includes(id)) seen.rounded += 1
        }
      } catch {
        seen.thrown += 1
      }
    }
    if (Object.hasOwn(Object.prototype, 'polluted')) seen.polluted += 1
  }

  for (const { body } of hostileAnswers) {
    text = body
    for (const gateway of gateways) await read(gateway)
  }
  for (let round = 0; round < bodies; round += 1) {
    // Finalizers and timers get their turn, as between real answers.
    if (round % 100 === 0) await setImmediate()
    if (round === warmUp) before = heldBytes()
    const gateway = gateways[round % gateways.length]!
    const { finished, fresh, failed } = gateway.own
    text = mangle(pick([...Object.values(recorded), finished, fresh, failed]), random)
    await read(gateway)
  }
  return [
    exactly('answers read', (bodies + hostileAnswers.length * gateways.length) * 4, seen.answers),
    never('exceptions', seen.thrown),
    never('ids that are not in the answer, digit for digit', seen.rounded),
    never('prototypes bent', seen.polluted),
    atMost('memory that stays', mostMegabytes, (heldBytes() - before) / 1e6, 'MB'),
  ]
}

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

function heldBytes(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
