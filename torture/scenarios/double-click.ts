/** Two tabs, a double click, a nervous finger: every client key is sent ten times at once, and charged once. */
import path from 'node:path'
import { openStudio } from '@/lib/server/open-studio'
import { openCrookedGateway } from '../crooked-gateway'
import { type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'
import { tortureGateway } from '../torture-gateway'
import { until } from '../until'
import { viewerOf } from '@/lib/server/member-state'

const times = 10

export const doubleClick: Scenario = {
  name: 'double-click',
  about: `client keys sent ${times} times in parallel`,
  pace: 'works',
  run: clickWildly,
}

async function clickWildly(stage: Stage): Promise<readonly Check[]> {
  const keys = sized(stage, 1000, 100)
  const gateway = await openCrookedGateway(stage, {
    demo: { paceMs: 100, limits: { running: 500, waiting: 5000 } },
  })
  const studio = await openStudio({
    folder: path.join(stage.folder, 'studio'),
    gateways: [tortureGateway(gateway.url)],
    timings: { sendsInFlight: 32 },
  })
  try {
    const click = async (n: number) => {
      const item = {
        clientKey: `key-${n}`,
        submission: { verb: 'imagine', prompt: `a fox #${n}` },
      } as const
      const [task] = await studio.submit(viewerOf('owner'), [item])
      return task!.id
    }
    const clicks = Array.from({ length: keys * times }, (_, n) => click(n % keys))
    const ids = await Promise.all(clicks)
    const split = Array.from({ length: keys }, (_, n) => {
      const own = ids.filter((_id, at) => at % keys === n)
      return new Set(own).size
    }).filter((count) => count !== 1)
    // Asked of the gateway, and for a while longer than it takes: a second charge would come late.
    await until(() => gateway.charges().length >= keys)
    await studio.close()
    return [
      exactly('charges', keys, gateway.charges().length),
      exactly('tasks', keys, new Set(ids).size),
      never('keys that became more than one task', split.length),
    ]
  } finally {
    await studio.close().catch(() => undefined)
    await gateway.close()
  }
}
