/**
 * A thousand results on a host that errs three times in ten, is away for longer than its links last, and forgets them:
 * while the studio is killed again and again, every picture is kept in the end, whole, and under its own hash.
 */
import { setTimeout as delay } from 'node:timers/promises'
import path from 'node:path'
import { openSqlite } from '@/lib/db/sqlite'
import { allPictures } from '@/lib/db/pictures'
import { chance } from '@/lib/demo/scene/noise'
import { databaseFile } from '@/lib/server/open-studio'
import { readBooks, readShelf } from '../books'
import { openCrookedCdn } from '../crooked-cdn'
import { openCrookedGateway } from '../crooked-gateway'
import { createVictim, type Victim, victimTimings } from '../life'
import { atLeast, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'
import { until } from '../until'

const errorRate = 0.3
/** In proportion: links last for a day, and their host is away for an hour. Here it is away for longer than they last. */
const linkLife = { allMs: 10_000, shortMs: 3000 }
const away = { allMs: 12_000, shortMs: 4500 }
const mostALife = 16

export const archive: Scenario = {
  name: 'archive',
  about: 'results on a host that errs, is away, and whose links expire, under kill -9',
  pace: 'works',
  run: keepAll,
}

async function keepAll(stage: Stage): Promise<readonly Check[]> {
  const results = sized(stage, 1000, 40)
  const kills = sized(stage, 100, 5)
  const cdn = await openCrookedCdn({
    seed: stage.seed,
    errorRate,
    lifeMs: sized(stage, linkLife.allMs, linkLife.shortMs),
  })
  const gateway = await openCrookedGateway(stage, {
    relocate: (address) => cdn.sign(address),
    demo: {
      key: 'sk-torture',
      paceMs: 300,
      limits: { running: 400, waiting: 5000 },
    },
  })
  const folder = path.join(stage.folder, 'studio')
  const victim = createVictim({
    folder,
    gatewayUrl: gateway.url,
    dialect: 'plus',
    imageHosts: [cdn.host],
    submitTimeoutMs: 5000,
    timings: victimTimings,
  })
  try {
    await victim.live()
    submit(victim, 1)
    await until(() => gateway.charges().length === 1)
    const handedOut = () => cdn.told.get('good') ?? 0
    const outage = goAway(cdn, {
      isTime: () => handedOut() >= results / 3,
      forMs: sized(stage, away.allMs, away.shortMs),
    })
    for (let kill = 1; kill <= kills; kill += 1) {
      submit(victim, Math.ceil((results * kill) / kills))
      // By what was handed out, not by the clock: on a slow machine a short life would never keep anything.
      const enough = handedOut() + Math.floor(chance(stage.seed, 43, kill) * mostALife)
      await until(() => handedOut() >= enough, 2000).catch(() => undefined)
      await delay(chance(stage.seed, 44, kill) * 60)
      await victim.kill()
      await victim.live()
      if (kill % 20 === 0) stage.say(`${kill} kills, ${handedOut()} pictures handed out`)
    }
    submit(victim, results)
    await until(() => victim.promises.size === results)
    const lost = await waitUntilKept(folder, results)
    await outage
    await victim.end()
    const books = await readBooks(folder)
    const shelf = await readShelf(folder)
    return [
      exactly('kills', kills, victim.starts.length - 1),
      atLeast(
        'kinds of faults met',
        5,
        [...cdn.told.keys()].filter((name) => name !== 'good').length,
      ),
      atLeast('links that had expired', 1, cdn.told.get('expired') ?? 0),
      atLeast('requests while the host was away', 1, cdn.told.get('away') ?? 0),
      exactly('charges', results, gateway.charges().length),
      exactly('pictures kept', results, shelf.pictures),
      never('results that are lost', lost),
      never('rows without their file', shelf.withoutFile),
      never('hash mismatches', shelf.mismatches),
      never('pictures that the host never handed out', await countForeign(folder, cdn.hashes)),
      never('invariants breached', books.breaches.length),
      never('faults in the database', books.integrity === 'ok' ? 0 : 1),
    ]
  } finally {
    await victim.kill()
    await gateway.close()
    await cdn.close()
  }
}

function submit(victim: Victim, last: number): void {
  for (let n = 0; n < last; n += 1) {
    const key = `key-${n}`
    if (!victim.promises.has(key)) victim.submit(key, `a fox on the hill #${n}`)
  }
}

async function goAway(
  cdn: { isAway: boolean },
  { isTime, forMs }: { isTime: () => boolean; forMs: number },
): Promise<void> {
  await until(isTime, 300_000)
  cdn.isAway = true
  await delay(forMs)
  cdn.isAway = false
}

/** Resolves with how many results are not kept once nothing moves any more, or after two minutes. */
async function waitUntilKept(folder: string, results: number): Promise<number> {
  let missing = results
  const isSettled = async () => {
    const db = await openSqlite(databaseFile(folder))
    const rows = await db.selectFrom('task').select('state_json').execute()
    await db.destroy()
    missing = results - rows.filter((row) => row.state_json.includes('"kept"')).length
    const given = rows.filter((row) => row.state_json.includes('"gone"')).length
    await delay(300)
    return missing === given
  }
  await until(isSettled, 120_000).catch(() => undefined)
  return missing
}

async function countForeign(folder: string, hashes: ReadonlySet<string>): Promise<number> {
  const db = await openSqlite(databaseFile(folder))
  const rows = await allPictures(db)
  await db.destroy()
  return rows.filter(({ sha256 }) => !hashes.has(sha256)).length
}
