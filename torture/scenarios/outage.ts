/**
 * A gateway that does not answer for an hour, at the product's own timings: the hour passes in half a minute, because
 * the studio and the gateway live by a clock that runs 120 times as fast. From its return on that clock is ours again.
 */
import { setTimeout as delay } from 'node:timers/promises'
import path from 'node:path'
import { openSqlite } from '@/lib/db/sqlite'
import { createTransport } from '@/lib/gateway/transport'
import type { Task } from '@/lib/mj/task'
import { databaseFile, openStudio, type RunningStudio } from '@/lib/server/open-studio'
import { openCrookedGateway } from '../crooked-gateway'
import { fastClock } from '../fast-clock'
import {
  atLeast,
  atMost,
  type Check,
  exactly,
  never,
  type Scenario,
  sized,
  type Stage,
  inTime,
} from '../scenario'
import { tortureGateway } from '../torture-gateway'
import { until } from '../until'
import { viewerOf } from '@/lib/server/member-state'

const minuteMs = 60_000
const running = 50
const queued = 20
/** Sent ten minutes before the return, and so within their term when it comes. */
const late = 5
const viewer = viewerOf('owner')

export const outage: Scenario = {
  name: 'outage',
  about: `an hour without the gateway: ${running} tasks run, ${queued} wait`,
  pace: 'waits',
  run: endureOutage,
}

async function endureOutage(stage: Stage): Promise<readonly Check[]> {
  const speed = sized(stage, 120, 240)
  const clock = fastClock(1)
  const gateway = await openCrookedGateway(stage, {
    demo: {
      // They end while nobody can ask.
      paceMs: 20 * minuteMs,
      now: () => clock.now(),
      limits: { running: 100, waiting: 1000 },
    },
  })
  const seen = { probes: 0 }
  const send = createTransport()
  const folder = path.join(stage.folder, 'studio')
  const studio = await openStudio({
    folder,
    clock,
    gateways: [
      tortureGateway(gateway.url, {
        send: (request) => {
          seen.probes += 1
          return send(request)
        },
      }),
    ],
    timings: { sendsInFlight: 32 },
  })
  const submit = (name: string, count: number) =>
    studio.submit(
      viewer,
      Array.from({ length: count }, (_, n) => ({
        clientKey: `${name}-${n}`,
        submission: { verb: 'imagine', prompt: `a fox ${name} #${n}` } as const,
      })),
    )
  /** Lets the clock pass quickly until so many minutes have gone by since a moment. */
  const pass = async (since: number, minutes: number) => {
    await until(() => clock.now() >= since + minutes * minuteMs, 10 * minuteMs)
  }
  try {
    const runs = await submit('running', running)
    await until(() => gateway.charges().length === running)
    await until(async () =>
      (await statesOf(studio, runs)).every((state) => state === 'waiting' || state === 'running'),
    )

    await gateway.goDown()
    seen.probes = 0
    const wentDown = clock.now()
    const waits = await submit('queued', queued)
    await until(() => seen.probes > 0)
    const toldMs = await untilReachable(studio, clock, false)
    clock.run(speed)
    await pass(wentDown, 12)
    const within = await statesOf(studio, waits)
    await pass(wentDown, 25)
    const overdue = await statesOf(studio, waits)
    await pass(wentDown, 50)
    const lates = await submit('late', late)
    await pass(wentDown, 60)
    const probes = seen.probes
    // Half way between two probes: at best it is heard at once, at worst half a minute later.
    await until(() => seen.probes > probes)
    await pass(clock.now(), 0.25)
    const during = await statesOf(studio, runs)

    clock.run(sized(stage, 1, 4))
    await gateway.comeBack()
    const returned = clock.now()
    const finals = [...runs, ...lates]
    const clearedMs = await untilReachable(studio, clock, true)
    const isFinal = async () => (await statesOf(studio, runs)).every((state) => state === 'done')
    await until(isFinal, 60_000).catch(() => undefined)
    const finalMs = clock.now() - returned
    stage.say(
      `the gateway was heard again after ${clearedMs} ms, all were final after ${finalMs} ms`,
    )
    // What waited for its turn may wait for another minute.
    clock.run(20)
    await until(() => gateway.charges().length >= running + late, 20_000).catch(() => undefined)
    await delay(1000)
    const ends = await statesOf(studio, runs)
    const charged = gateway.charges().length
    await studio.close()
    const falsely = await countEvents(folder, finals, ['failed', 'lost', 'gone'])
    return [
      exactly('tasks still running an hour later', running, during.filter(isUnderway).length),
      exactly(
        'submits that wait within their term',
        queued,
        within.filter((state) => state === 'queued' || state === 'sending').length,
      ),
      exactly(
        'submits given up, unsent, after it',
        queued,
        overdue.filter((state) => state === 'not-sent').length,
      ),
      exactly('charges: what ran, and what was within its term', running + late, charged),
      atLeast('requests that found nobody', 60, probes),
      atMost('requests that found nobody', 125, probes),
      inTime(stage, 'until the page is told, from the first failure', 10, toldMs / 1000, 's'),
      never('tasks falsely failed', falsely),
      exactly(
        'tasks done after its return',
        running,
        ends.filter((state) => state === 'done').length,
      ),
      inTime(stage, 'until the page is told of its return', 30, clearedMs / 1000, 's'),
      inTime(stage, 'until all are final', 30, finalMs / 1000, 's'),
    ]
  } finally {
    clock.run(1)
    await studio.close().catch(() => undefined)
    await gateway.close()
  }
}

function isUnderway(state: string): boolean {
  return state === 'waiting' || state === 'running'
}

async function statesOf(studio: RunningStudio, tasks: readonly Task[]): Promise<readonly string[]> {
  const ids = tasks.map(({ id }) => id)
  return (await studio.tasks(viewer, ids)).map(({ state }) => state.name)
}

/** Resolves with the milliseconds that it took. */
async function untilReachable(
  studio: RunningStudio,
  clock: { now(): number },
  isReachable: boolean,
): Promise<number> {
  const since = clock.now()
  await until(() => studio.connected()[0]?.reachable === isReachable)
  return clock.now() - since
}

async function countEvents(
  folder: string,
  tasks: readonly Task[],
  kinds: readonly string[],
): Promise<number> {
  const db = await openSqlite(databaseFile(folder))
  const ids = new Set(tasks.map(({ id }) => id))
  const rows = await db.selectFrom('event').select(['task_id', 'kind']).execute()
  await db.destroy()
  return rows.filter((row) => ids.has(row.task_id) && kinds.includes(row.kind)).length
}
