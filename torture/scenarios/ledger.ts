/**
 * Never twice, never lost: a thousand submits against a gateway that misbehaves in every known way, while the studio is
 * killed again and again. Where the gateway lists its tasks, all doubt ends by itself; where it does not, every
 * submit that may have been charged stands there as unclear. And a client that tries again on any error, as most do,
 * under the same faults: a test that cannot tell the two apart would prove nothing.
 */
import { setTimeout as delay } from 'node:timers/promises'
import path from 'node:path'
import { openSqlite } from '@/lib/db/sqlite'
import { chance } from '@/lib/demo/scene/noise'
import type { Personality } from '@/lib/demo/wire/wire'
import { databaseFile } from '@/lib/server/open-studio'
import { type Behaviour, behavioursOf } from '../behaviours'
import { type Books, readBooks } from '../books'
import { type CrookedGateway, openCrookedGateway } from '../crooked-gateway'
import { createVictim, type Victim, victimTimings } from '../life'
import { atLeast, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'
import { until } from '../until'

const behaviours = behavioursOf({ slowMs: 300, lateMs: 2500 })
const submitTimeoutMs = 1500
const timings = {
  ...victimTimings,
  // So that looks for what is unclear do not use up the reads of what runs.
  unclearLookAgainMs: 6000,
  backoffMs: { least: 50, most: 1000 },
  throttleMs: 0,
  breakerProbeMs: 1000,
}

export const ledgerListed: Scenario = {
  name: 'ledger-listed',
  about: 'submits over every behaviour and kill -9, on a gateway that lists by state',
  pace: 'works',
  run: (stage) => ledger(stage, 'plus'),
}

export const ledgerUnlisted: Scenario = {
  name: 'ledger-unlisted',
  about: 'the same on a gateway without a list',
  pace: 'works',
  run: (stage) => ledger(stage, 'new-api'),
}

export const naiveClient: Scenario = {
  name: 'naive-client',
  about: 'the same submits by a client that tries again on any error: it must be caught',
  pace: 'works',
  run: naive,
}

function open(stage: Stage, personality: Personality): Promise<CrookedGateway> {
  return openCrookedGateway(stage, {
    behaviourOf: (number) => behaviourOf(stage.seed, number),
    demo: {
      key: 'sk-torture',
      personality,
      paceMs: 200,
      limits: { running: 200, waiting: 5000 },
    },
  })
}

/** Every behaviour in turn, so that even a short run meets all of them; -1 is what comes before. */
function behaviourOf(seed: number, number: number): Behaviour | null {
  if (number < 0) return null
  const turn = Math.floor(number / behaviours.length)
  const shift = Math.floor(chance(seed, 11, turn) * behaviours.length)
  return behaviours[(number + shift) % behaviours.length]!
}

async function ledger(stage: Stage, personality: Personality): Promise<readonly Check[]> {
  const submits = sized(stage, 1000, 105)
  const kills = sized(stage, 40, 6)
  const gateway = await open(stage, personality)
  const folder = path.join(stage.folder, 'studio')
  const victim = createVictim({
    folder,
    gatewayUrl: gateway.url,
    dialect: personality,
    submitTimeoutMs,
    timings,
  })
  try {
    await victim.live()
    // Absence from a list proves something only beside a task that is older.
    victim.submit('first', 'a fox that came first')
    await until(() => gateway.charges().length === 1)
    const arrived = () => [...gateway.met.values()].reduce((sum, times) => sum + times, 0)
    await submitUnderFire({ stage, victim, submits, kills, arrived })
    const endedAt = performance.now()
    const restless = await waitForRest(folder, personality === 'plus')
    const limbo = restless.length
    stage.say(`at rest ${Math.round((performance.now() - endedAt) / 1000)} s after the last kill`)
    for (const state of [...new Set(restless)].slice(0, 5)) stage.say(`not at rest: ${state}`)
    await victim.end()
    const books = await readBooks(folder)
    return checksOf({ stage, gateway, victim, submits, kills, limbo, books, personality })
  } finally {
    await victim.kill()
    await gateway.close()
  }
}

async function submitUnderFire(fight: {
  stage: Stage
  victim: Victim
  submits: number
  kills: number
  /** How many submits the gateway has met for the first time. */
  arrived: () => number
}): Promise<void> {
  const { stage, victim, submits, kills, arrived } = fight
  // Like a browser: whatever has not been promised is sent again, under its key.
  const send = (last: number) => {
    for (let n = 0; n < last; n += 1) {
      const key = `key-${n}`
      if (!victim.promises.has(key)) victim.submit(key, `a fox on the hill #${n}`)
    }
  }
  for (let kill = 1; kill <= kills; kill += 1) {
    send(Math.ceil((submits * kill) / kills))
    // By what has come in at the gateway, not by the clock: else a slow machine would leave it all to the last life.
    const enough = arrived() + Math.floor(chance(stage.seed, 12, kill) * 2 * (submits / kills))
    await until(() => arrived() >= enough, 3000).catch(() => undefined)
    await delay(chance(stage.seed, 13, kill) * 60)
    await victim.kill()
    await victim.live()
    if (kill % 10 === 0) stage.say(`${kill} kills, ${victim.promises.size} promises`)
  }
  send(submits)
  await until(() => victim.promises.size === submits + 1)
}

/** Resolves with the states of the tasks that are still between two states after a minute: asked to be none. */
async function waitForRest(folder: string, isListed: boolean): Promise<readonly string[]> {
  const end = performance.now() + 60_000
  for (;;) {
    const restless = await readRestless(folder, isListed)
    if (restless.length === 0 || performance.now() > end) return restless
    await delay(500)
  }
}

async function readRestless(folder: string, isListed: boolean): Promise<readonly string[]> {
  const db = await openSqlite(databaseFile(folder))
  const rows = await db.selectFrom('task').select(['state_name', 'state_json']).execute()
  await db.destroy()
  const isRestless = (row: (typeof rows)[number]) =>
    ['queued', 'sending', 'waiting', 'running'].includes(row.state_name) ||
    row.state_json.includes('"keeping"') ||
    // Unclear is an end where nobody but a person can settle it.
    (isListed && row.state_name === 'unclear')
  return rows.filter(isRestless).map((row) => row.state_json)
}

function checksOf(fight: {
  stage: Stage
  gateway: CrookedGateway
  victim: Victim
  submits: number
  kills: number
  limbo: number
  books: Books
  personality: Personality
}): readonly Check[] {
  const { gateway, victim, books, kills } = fight
  const charges = gateway.charges()
  const doubles = [...gateway.taken.values()].filter((ids) => ids.length > 1)
  const unknown = [...gateway.taken].filter(([, ids]) => ids.some((id) => !books.known.has(id)))
  const unseen = unknown.filter(([number]) => !books.unclear.has(number))
  const isListed = fight.personality === 'plus'
  return [
    atLeast('behaviours met', 14, gateway.met.size),
    exactly('kills', kills, victim.starts.length - 1),
    atLeast('doubts that had to be settled', 10, books.doubts),
    never('submits charged twice', doubles.length),
    never('charges in no book', charges.length - [...gateway.taken.values()].flat().length),
    isListed
      ? never('charged tasks that are not known', unknown.length)
      : never('charged tasks that are neither known nor shown as unclear', unseen.length),
    ...(isListed ? [never('tasks still unclear', books.unclear.size)] : []),
    never('tasks in limbo after 60 s', fight.limbo),
    never('promises broken', victim.faults.length),
    never('invariants breached', books.breaches.length),
    never('faults in the database', books.integrity === 'ok' ? 0 : 1),
  ]
}

/** Tries again until it is told something like success: what most clients do. */
async function naive(stage: Stage): Promise<readonly Check[]> {
  const submits = sized(stage, 1000, 105)
  const gateway = await open(stage, 'plus')
  const one = async (number: number) => {
    for (let tries = 0; tries < 5; tries += 1) {
      try {
        const answer = await fetch(`${gateway.url}/mj/submit/imagine`, {
          method: 'POST',
          headers: { authorization: 'Bearer sk-torture', 'content-type': 'application/json' },
          body: JSON.stringify({ prompt: `a fox on the hill #${number}` }),
          signal: AbortSignal.timeout(submitTimeoutMs),
        })
        const body = (await answer.json()) as { code?: unknown }
        if ([1, 21, 22, 24].includes(Number(body.code))) return
      } catch {
        // That is its whole mistake: an error is taken for a proof that nothing was sent.
      }
    }
  }
  try {
    for (let n = 0; n < submits; n += 25) {
      await Promise.all(Array.from({ length: Math.min(25, submits - n) }, (_, k) => one(n + k)))
    }
    const doubles = [...gateway.taken.values()].filter((ids) => ids.length > 1)
    const share = behaviours.filter(isAmbiguous).length / behaviours.length
    return [
      atLeast('submits that it has charged twice', Math.floor(submits * share), doubles.length),
    ]
  } finally {
    await gateway.close()
  }
}

/** Takes the money, and does not say so. */
function isAmbiguous({ charges, name }: Behaviour): boolean {
  return charges && !name.startsWith('accepts')
}
