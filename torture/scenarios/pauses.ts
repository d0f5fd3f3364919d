/**
 * A closed laptop, a frozen machine: the studio is stopped for twice its lease while submits are on their way, and goes
 * on as if nothing had been. A lease that has ended must not make anybody send again what has left already.
 */
import { setTimeout as delay } from 'node:timers/promises'
import path from 'node:path'
import { chance } from '@/lib/demo/scene/noise'
import { behavioursOf } from '../behaviours'
import { readBooks } from '../books'
import { openCrookedGateway } from '../crooked-gateway'
import { createVictim, type Victim, victimTimings } from '../life'
import { atLeast, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'
import { until } from '../until'

const leaseMs = 400
const submitsAPause = 4

/** Where a pause may fall: before the answer, into it, and where the answer is lost on the way. */
const met = ['accepts', 'accepts, after a while', 'accepts as queued (22)', 'reset, after']
const behaviours = behavioursOf({ slowMs: 250, lateMs: 2500 }).filter(({ name }) =>
  met.includes(name),
)

export const pauses: Scenario = {
  name: 'pauses',
  about: 'SIGSTOP for twice the lease, again and again, while submits are on their way',
  pace: 'waits',
  run: pauseOften,
}

async function pauseOften(stage: Stage): Promise<readonly Check[]> {
  const pauses = sized(stage, 50, 5)
  const submits = pauses * submitsAPause
  const gateway = await openCrookedGateway(stage, {
    behaviourOf: (number) =>
      number < 0
        ? null
        : behaviours[Math.floor(chance(stage.seed, 31, number) * behaviours.length)]!,
    demo: { key: 'sk-torture', paceMs: 200, limits: { running: 100, waiting: 5000 } },
  })
  const folder = path.join(stage.folder, 'studio')
  const victim = createVictim({
    folder,
    gatewayUrl: gateway.url,
    dialect: 'plus',
    submitTimeoutMs: 3000,
    timings: { ...victimTimings, leaseMs },
  })
  try {
    await victim.live()
    victim.submit('first', 'a fox that came first')
    await until(() => gateway.charges().length === 1)
    const arrived = () => [...gateway.met.values()].reduce((sum, times) => sum + times, 0)
    const caught = await pauseUnderway({ stage, victim, pauses, arrived })
    await until(() => victim.promises.size === submits + 1)
    await until(() => gateway.charges().length >= submits + 1)
    // A second send would come once the lease is over and the doubt is settled.
    await delay(leaseMs * 2 + 2500)
    await victim.end()
    const books = await readBooks(folder)
    const doubles = [...gateway.taken.values()].filter((ids) => ids.length > 1)
    return [
      exactly('pauses', pauses, caught.pauses),
      atLeast('pauses with a submit on its way', Math.ceil(pauses / 2), caught.midway),
      exactly('charges', submits + 1, gateway.charges().length),
      never('submits charged twice', doubles.length),
      never('processes that ended', victim.starts.length - 1),
      never('promises broken', victim.faults.length),
      never('invariants breached', books.breaches.length),
      never('faults in the database', books.integrity === 'ok' ? 0 : 1),
    ]
  } finally {
    victim.signal('SIGCONT')
    await victim.kill()
    await gateway.close()
  }
}

/** `midway`: pauses that began with a submit at the gateway, most of them before its answer. */
async function pauseUnderway(fight: {
  stage: Stage
  victim: Victim
  pauses: number
  arrived: () => number
}): Promise<{ pauses: number; midway: number }> {
  const { stage, victim, pauses, arrived } = fight
  const seen = { pauses: 0, midway: 0 }
  for (let pause = 0; pause < pauses; pause += 1) {
    for (let n = 0; n < submitsAPause; n += 1) {
      const number = pause * submitsAPause + n
      victim.submit(`key-${number}`, `a fox on the hill #${number}`)
    }
    const before = arrived()
    await until(() => arrived() > before, 2000).catch(() => undefined)
    await delay(chance(stage.seed, 32, pause) * 30)
    victim.signal('SIGSTOP')
    if (arrived() > before) seen.midway += 1
    await delay(leaseMs * 2)
    victim.signal('SIGCONT')
    seen.pauses += 1
    await delay(100)
  }
  return seen
}
